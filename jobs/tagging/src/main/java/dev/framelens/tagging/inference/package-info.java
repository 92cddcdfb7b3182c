@NullMarked
package dev.framelens.tagging.inference;

import org.jspecify.annotations.NullMarked;
