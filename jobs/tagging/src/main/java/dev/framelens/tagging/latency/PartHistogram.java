package dev.framelens.tagging.latency;

import dev.framelens.contract.LedgerPart;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Microseconds from 0 to one hour, to two digits: 27 kB, whatever comes. Single-threaded. */
final class PartHistogram {
  /** A longer time is counted as this one: the histogram must not grow with what it is fed. */
  static final long HIGHEST_MICROS = TimeUnit.HOURS.toMicros(1);

  static final int DIGITS = 2;

  private final Histogram histogram = new Histogram(1, HIGHEST_MICROS, DIGITS);

  void record(long micros) {
    histogram.recordValue(clamp(micros));
  }

  long count() {
    return histogram.getTotalCount();
  }

  void reset() {
    histogram.reset();
  }

  LatencyWindow.Part summary(LedgerPart part) {
    return new LatencyWindow.Part(
        part,
        histogram.getValueAtPercentile(50),
        histogram.getValueAtPercentile(95),
        histogram.getValueAtPercentile(99),
        histogram.getMaxValue(),
        encoded());
  }

  private String encoded() {
    var buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
  }

  static long clamp(long micros) {
    return Math.max(0, Math.min(micros, HIGHEST_MICROS));
  }
}
