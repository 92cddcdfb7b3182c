@NullMarked
package dev.framelens.tagging.guard;

import org.jspecify.annotations.NullMarked;
