/** How commands speak: text for people, JSON Lines for programs, progress on the error stream. */
@NullMarked
package dev.framelens.deploy.console;

import org.jspecify.annotations.NullMarked;
