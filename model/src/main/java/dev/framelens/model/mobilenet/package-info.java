/** MobileNetV1 as a table of layers, its costs, and its TensorFlow graph. */
@NullMarked
package dev.framelens.model.mobilenet;

import org.jspecify.annotations.NullMarked;
