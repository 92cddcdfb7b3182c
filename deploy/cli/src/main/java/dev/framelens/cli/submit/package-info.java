/** The job on a Flink cluster, through Flink's own client. */
@NullMarked
package dev.framelens.cli.submit;

import org.jspecify.annotations.NullMarked;
