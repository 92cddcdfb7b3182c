@NullMarked
package dev.framelens.runtime.broker;

import org.jspecify.annotations.NullMarked;
