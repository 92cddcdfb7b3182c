@NullMarked
package dev.framelens.model.catalogue;

import org.jspecify.annotations.NullMarked;
