package dev.framelens.bench.slo;

import java.time.Duration;
import java.util.List;

/**
 * The loads that are offered one after the other, as multiples of what the top rung can take.
 *
 * @param steps each more than 0
 * @param settle of a step, before it is measured
 * @param measured of a step
 */
record Load(List<Double> steps, Duration settle, Duration measured) {
  private static final double MICROS = 1e6;

  long stepMicros() {
    return settle.plus(measured).toNanos() / 1000;
  }

  long totalMicros() {
    return steps.size() * stepMicros();
  }

  /** The step at a time after the start. */
  int stepAt(long afterMicros) {
    return (int) Math.min(steps.size() - 1L, afterMicros / stepMicros());
  }

  /** Whether what is sent then counts. */
  boolean isMeasured(long afterMicros) {
    return afterMicros % stepMicros() >= settle.toNanos() / 1000;
  }

  double measuredSeconds() {
    return measured.toNanos() / 1e9;
  }

  /** Between two frames of one camera. */
  double intervalMicros(int step, double capacity, int cameras) {
    return MICROS * cameras / (steps.get(step) * capacity);
  }
}
