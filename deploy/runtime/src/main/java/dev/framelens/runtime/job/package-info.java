/** The tagging job, started from the command line. */
@NullMarked
package dev.framelens.runtime.job;

import org.jspecify.annotations.NullMarked;
