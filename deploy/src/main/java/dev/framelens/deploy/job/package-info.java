/** The tagging job, started from the command line. */
@NullMarked
package dev.framelens.deploy.job;

import org.jspecify.annotations.NullMarked;
