/** The options of the command line that fill {@code settings}. */
@NullMarked
package dev.framelens.tagging.options;

import org.jspecify.annotations.NullMarked;
