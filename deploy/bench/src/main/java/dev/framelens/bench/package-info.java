/**
 * Figures that anyone can measure again: each variant in a JVM of its own, interleaved and
 * repeated.
 */
@NullMarked
package dev.framelens.bench;

import org.jspecify.annotations.NullMarked;
