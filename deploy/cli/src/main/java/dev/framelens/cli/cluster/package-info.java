/** What a user's own Flink needs for the job. */
@NullMarked
package dev.framelens.cli.cluster;

import org.jspecify.annotations.NullMarked;
