/** TensorFlow's process-wide settings and the one way to open a session. */
@NullMarked
package dev.framelens.model.graph;

import org.jspecify.annotations.NullMarked;
