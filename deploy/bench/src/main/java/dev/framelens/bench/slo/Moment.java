package dev.framelens.bench.slo;

import org.HdrHistogram.Histogram;

/** The outcomes that came in one second. */
final class Moment {
  private final int second;
  private final Histogram ages = new Histogram(2);
  private long labels;
  private long sides;
  private long dropped;

  Moment(int second) {
    this.second = second;
  }

  void add(Outcomes.Found found) {
    if (found.isLabel()) {
      labels++;
      sides += found.side();
      ages.recordValue(Math.max(0, Math.round(found.ageMillis() * 1000)));
    } else {
      dropped++;
    }
  }

  long labels() {
    return labels;
  }

  int second() {
    return second;
  }

  double p95Millis() {
    return ages.getValueAtPercentile(95) / 1000.0;
  }

  double meanSide() {
    return labels == 0 ? 0 : (double) sides / labels;
  }

  long dropped() {
    return dropped;
  }
}
