/** Encoded pictures: their headers, and decoding and resizing in TensorFlow. */
@NullMarked
package dev.framelens.model.image;

import org.jspecify.annotations.NullMarked;
