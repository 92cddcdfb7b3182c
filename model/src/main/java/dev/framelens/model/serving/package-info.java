/** The models that this JVM holds open, each loaded once. */
@NullMarked
package dev.framelens.model.serving;

import org.jspecify.annotations.NullMarked;
