@NullMarked
package dev.framelens.model.weights;

import org.jspecify.annotations.NullMarked;
