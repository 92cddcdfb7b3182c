@NullMarked
package dev.framelens.catalogue;

import org.jspecify.annotations.NullMarked;
