/** What a cluster and a Kafka must have before a job is submitted. */
@NullMarked
package dev.framelens.runtime.checks;

import org.jspecify.annotations.NullMarked;
