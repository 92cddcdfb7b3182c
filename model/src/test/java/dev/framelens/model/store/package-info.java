@NullMarked
package dev.framelens.model.store;

import org.jspecify.annotations.NullMarked;
