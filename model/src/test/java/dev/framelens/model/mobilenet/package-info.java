@NullMarked
package dev.framelens.model.mobilenet;

import org.jspecify.annotations.NullMarked;
