/** The job on a cluster. */
@NullMarked
package dev.framelens.runtime.submission;

import org.jspecify.annotations.NullMarked;
