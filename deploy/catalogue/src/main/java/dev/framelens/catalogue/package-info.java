/**
 * What comes from outside, by name and by digest: catalogues, the sources of their entries, and the
 * stores that keep them. Models and footage come the same way.
 */
@NullMarked
package dev.framelens.catalogue;

import org.jspecify.annotations.NullMarked;
