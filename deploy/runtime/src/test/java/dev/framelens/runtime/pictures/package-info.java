@NullMarked
package dev.framelens.runtime.pictures;

import org.jspecify.annotations.NullMarked;
