@NullMarked
package dev.framelens.model.comparison;

import org.jspecify.annotations.NullMarked;
