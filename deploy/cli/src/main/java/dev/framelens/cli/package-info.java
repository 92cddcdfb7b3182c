@NullMarked
package dev.framelens.cli;

import org.jspecify.annotations.NullMarked;
