@NullMarked
package dev.framelens.deploy;

import org.jspecify.annotations.NullMarked;
