@NullMarked
package dev.framelens.bench.scaling;

import org.jspecify.annotations.NullMarked;
