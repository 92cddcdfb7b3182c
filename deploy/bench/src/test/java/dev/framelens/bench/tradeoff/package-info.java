@NullMarked
package dev.framelens.bench.tradeoff;

import org.jspecify.annotations.NullMarked;
