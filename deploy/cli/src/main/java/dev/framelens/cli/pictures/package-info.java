/** The commands that look at files. */
@NullMarked
package dev.framelens.cli.pictures;

import org.jspecify.annotations.NullMarked;
