@NullMarked
package dev.framelens.cli.submit;

import org.jspecify.annotations.NullMarked;
