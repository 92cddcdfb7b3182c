@NullMarked
package dev.framelens.deploy.bench.tradeoff;

import org.jspecify.annotations.NullMarked;
