@NullMarked
package dev.framelens.tagging.outcomes;

import org.jspecify.annotations.NullMarked;
