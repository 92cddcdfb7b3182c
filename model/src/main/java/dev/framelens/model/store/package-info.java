/** Models on this machine, to be read; what fetches them is elsewhere. */
@NullMarked
package dev.framelens.model.store;

import org.jspecify.annotations.NullMarked;
