@NullMarked
package dev.framelens.runtime.job;

import org.jspecify.annotations.NullMarked;
