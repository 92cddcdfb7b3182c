/** What goes into a user's own Flink. */
@NullMarked
package dev.framelens.runtime.bundle;

import org.jspecify.annotations.NullMarked;
