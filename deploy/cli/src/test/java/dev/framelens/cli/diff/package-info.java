@NullMarked
package dev.framelens.cli.diff;

import org.jspecify.annotations.NullMarked;
