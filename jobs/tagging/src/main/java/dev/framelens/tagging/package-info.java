@NullMarked
package dev.framelens.tagging;

import org.jspecify.annotations.NullMarked;
