@NullMarked
package dev.framelens.tagging.admission;

import org.jspecify.annotations.NullMarked;
