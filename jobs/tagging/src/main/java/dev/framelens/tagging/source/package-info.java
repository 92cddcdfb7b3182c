@NullMarked
package dev.framelens.tagging.source;

import org.jspecify.annotations.NullMarked;
