/** What the library makes of real weights, which only a catalogue can fetch. */
@NullMarked
package dev.framelens.catalogue.realmodels;

import org.jspecify.annotations.NullMarked;
