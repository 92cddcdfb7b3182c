/** Everything the job measures of itself. */
@NullMarked
package dev.framelens.tagging.metrics;

import org.jspecify.annotations.NullMarked;
