@NullMarked
package dev.framelens.bench;

import org.jspecify.annotations.NullMarked;
