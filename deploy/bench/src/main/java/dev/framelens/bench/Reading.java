package dev.framelens.bench;

/**
 * What this process had done and spent at one moment; times in nanoseconds.
 *
 * @param frames that were looked at
 * @param decodeCpu CPU time of the threads that decode and resize, in that
 * @param inferenceCpu the same of the model's calls
 * @param cpu of all threads together
 * @param compilersCpu of the threads that compile Java to machine code, which a long-lived process
 *     is done with; 0 where the system does not tell
 * @param wall of {@code System.nanoTime()}
 */
record Reading(
    long frames, long decodeCpu, long inferenceCpu, long cpu, long compilersCpu, long wall) {
  /** Now, of so many frames and their stages. */
  static Reading now(long frames, long decodeCpu, long inferenceCpu) {
    return new Reading(
        frames,
        decodeCpu,
        inferenceCpu,
        Meters.processCpuNanos(),
        Meters.compilerCpuNanos(),
        System.nanoTime());
  }
}
