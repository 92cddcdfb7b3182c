package dev.framelens.bench.scaling;

import org.jspecify.annotations.Nullable;

/**
 * What was measured within a time.
 *
 * @param deliveries how often labels came: with exactly-once all labels of a checkpoint come at
 *     once
 * @param cpuMillisPerFrame of the TaskManagers; null where Flink did not refresh it often enough
 * @param idleShare of the slots' time without anything to do, from 0 to 1; null likewise
 */
record Window(
    double seconds,
    double framesPerSecond,
    long deliveries,
    @Nullable Double cpuMillisPerFrame,
    @Nullable Double idleShare) {
  @Nullable Double framesPerCpuSecond() {
    return cpuMillisPerFrame == null ? null : 1000 / cpuMillisPerFrame;
  }
}
