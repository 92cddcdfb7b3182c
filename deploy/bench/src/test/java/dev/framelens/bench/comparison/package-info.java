@NullMarked
package dev.framelens.bench.comparison;

import org.jspecify.annotations.NullMarked;
