/**
 * How throughput and latency scale with slots and TaskManagers, on a local cluster or on any: runs
 * of the real job, repeated in turn, with confidence intervals and with what speaks against the
 * figures.
 */
@NullMarked
package dev.framelens.bench.scaling;

import org.jspecify.annotations.NullMarked;
