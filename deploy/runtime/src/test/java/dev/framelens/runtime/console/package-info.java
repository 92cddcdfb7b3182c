@NullMarked
package dev.framelens.runtime.console;

import org.jspecify.annotations.NullMarked;
