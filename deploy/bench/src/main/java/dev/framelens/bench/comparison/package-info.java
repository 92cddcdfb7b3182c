/**
 * The networks that MobileNet is held against, as tables of layers: nothing of them runs here,
 * their cost is counted.
 */
@NullMarked
package dev.framelens.bench.comparison;

import org.jspecify.annotations.NullMarked;
