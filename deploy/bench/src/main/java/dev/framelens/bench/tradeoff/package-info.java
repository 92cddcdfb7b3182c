/** The paper's picture on this machine: accuracy against cost, a JVM for each point. */
@NullMarked
package dev.framelens.bench.tradeoff;

import org.jspecify.annotations.NullMarked;
