/** How commands speak: text for people, JSON Lines for programs, progress on the error stream. */
@NullMarked
package dev.framelens.runtime.console;

import org.jspecify.annotations.NullMarked;
