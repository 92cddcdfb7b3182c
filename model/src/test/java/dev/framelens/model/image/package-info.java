@NullMarked
package dev.framelens.model.image;

import org.jspecify.annotations.NullMarked;
