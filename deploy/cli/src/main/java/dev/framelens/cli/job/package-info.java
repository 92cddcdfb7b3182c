/** The job in this process. */
@NullMarked
package dev.framelens.cli.job;

import org.jspecify.annotations.NullMarked;
