package dev.framelens.bench;

import org.jspecify.annotations.Nullable;

/**
 * A line of {@code bench parts}: medians over the repeats.
 *
 * @param wallMillisPerFrame of the whole
 * @param toJob CPU of this ÷ CPU of the job, the median of the ratios within a round
 */
record PartRow(
    String variant, int repeats, Cpu cpuMillisPerFrame, double wallMillisPerFrame, double toJob) {

  /**
   * Milliseconds.
   *
   * @param decodeResize null where other threads than the task's share in it
   * @param inference null likewise
   * @param job the whole, without the JVM's compilers
   * @param compilers what the JVM's compilers still did meanwhile
   */
  record Cpu(
      @Nullable Double decodeResize, @Nullable Double inference, double job, double compilers) {}
}
