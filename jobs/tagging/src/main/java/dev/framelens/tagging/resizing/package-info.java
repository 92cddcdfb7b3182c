@NullMarked
package dev.framelens.tagging.resizing;

import org.jspecify.annotations.NullMarked;
