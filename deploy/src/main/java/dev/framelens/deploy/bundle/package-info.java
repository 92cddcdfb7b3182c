/** What a user's own Flink needs for the job. */
@NullMarked
package dev.framelens.deploy.bundle;

import org.jspecify.annotations.NullMarked;
