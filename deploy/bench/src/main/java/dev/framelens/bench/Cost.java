package dev.framelens.bench;

import org.jspecify.annotations.Nullable;

/**
 * What a frame cost in one run, milliseconds. CPU time of decoding and of the model is that of the
 * thread that did it; of the whole, that of the process without the JVM's compilers: they are busy
 * for minutes after a start, and a job runs for days.
 *
 * @param decodeResize CPU; 0 where the variant has no such stage of its own
 * @param inference CPU; 0 likewise
 * @param whole CPU of everything that the process did, but for its compilers
 * @param compilers CPU of the compilers, left out of the whole
 * @param wall of the whole
 * @param peakNativeBytes of the process, see {@link StageChild}; null where nobody asked or knows
 */
public record Cost(
    double decodeResize,
    double inference,
    double whole,
    double compilers,
    double wall,
    @Nullable Long peakNativeBytes) {

  /** CPU of decoding and of the model. */
  double stages() {
    return decodeResize + inference;
  }

  /** Of the frames between two readings. */
  static Cost between(Reading start, Reading end, @Nullable Long peakNativeBytes) {
    double millions = 1e6 * (end.frames() - start.frames());
    long compilers = end.compilersCpu() - start.compilersCpu();
    return new Cost(
        (end.decodeCpu() - start.decodeCpu()) / millions,
        (end.inferenceCpu() - start.inferenceCpu()) / millions,
        (end.cpu() - start.cpu() - compilers) / millions,
        compilers / millions,
        (end.wall() - start.wall()) / millions,
        peakNativeBytes);
  }
}
