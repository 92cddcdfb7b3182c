@NullMarked
package dev.framelens.bench.load;

import org.jspecify.annotations.NullMarked;
