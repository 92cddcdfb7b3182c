@NullMarked
package dev.framelens.model.serving;

import org.jspecify.annotations.NullMarked;
