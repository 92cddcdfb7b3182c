@NullMarked
package dev.framelens.tagging.latency;

import org.jspecify.annotations.NullMarked;
