package dev.framelens.tagging.admission.ladder;

import java.util.ArrayList;
import java.util.List;

/**
 * What a frame costs at each rung: the wall time of serving a batch ÷ its frames, so that decoding,
 * records, neighbours on the core and noise are in it. A rung that was not served of late is
 * estimated from the nearest that was: what it measured long ago may be a neighbour's fault, and
 * nothing else would ever correct it.
 */
public final class RungCosts {
  /** Some half a second of batches: slower, and a step down would come later than in a second. */
  private static final double WEIGHT = 1.0 / 8;

  /** A batch that a garbage collection stretched says little of the next one. */
  private static final double OUTLIER = 2;

  private static final long OF_LATE_MICROS = 30_000_000;
  private static final long NEVER = Long.MIN_VALUE;

  private final Rungs rungs;
  private final double fixedMicros;
  private final List<Smoothed> measured = new ArrayList<>();
  private final long[] servedAtMicros;
  private final double[] costMicros;
  private long latestMicros = NEVER;

  /**
   * Starts with a guess of the top rung's cost, such as warming up measured it.
   *
   * @param topMicros a frame at the top rung
   * @param fixedMicros the part of it that no resolution changes: reading, decoding, writing
   */
  public RungCosts(Rungs rungs, double topMicros, double fixedMicros) {
    if (!(topMicros > 0 && fixedMicros >= 0)) {
      throw new IllegalArgumentException(
          "%s µs a frame, %s of them fixed (expected: more than 0, and 0 or more)"
              .formatted(topMicros, fixedMicros));
    }
    this.rungs = rungs;
    this.fixedMicros = fixedMicros;
    this.servedAtMicros = new long[rungs.size()];
    this.costMicros = new double[rungs.size()];
    for (int rung = 0; rung < rungs.size(); rung++) {
      servedAtMicros[rung] = NEVER;
      measured.add(new Smoothed(topMicros, WEIGHT));
      costMicros[rung] = estimate(0, topMicros, rung);
    }
  }

  /** Expected wall time of one frame at the rung, microseconds. */
  public double micros(int rung) {
    return costMicros[rung];
  }

  /** Expected wall time of one frame at the lowest rung, microseconds. */
  public double leastMicros() {
    return costMicros[rungs.bottom()];
  }

  /** Learns what a batch took. */
  public void served(int rung, int frames, long wallMicros, long nowMicros) {
    double sample = Math.max(1, (double) wallMicros / frames);
    boolean isNew = !isOfLate(rung);
    latestMicros = Math.max(latestMicros, nowMicros);
    if (isNew && servedAtMicros[rung] != NEVER) {
      measured.set(rung, new Smoothed(sample, WEIGHT));
    }
    // The first batch after start may be slow for reasons of its own, but there is nothing else.
    double most = isNew ? sample : OUTLIER * measured.get(rung).value();
    measured.get(rung).add(Math.min(sample, most));
    servedAtMicros[rung] = latestMicros;
    for (int other = 0; other < rungs.size(); other++) {
      int from = nearestOfLate(other);
      costMicros[other] = estimate(from, measured.get(from).value(), other);
    }
  }

  private boolean isOfLate(int rung) {
    return servedAtMicros[rung] != NEVER && latestMicros - servedAtMicros[rung] <= OF_LATE_MICROS;
  }

  private int nearestOfLate(int rung) {
    for (int distance = 0; distance < rungs.size(); distance++) {
      if (rung - distance >= 0 && isOfLate(rung - distance)) {
        return rung - distance;
      }
      if (rung + distance < rungs.size() && isOfLate(rung + distance)) {
        return rung + distance;
      }
    }
    return rung;
  }

  /** The fixed part stays, the rest goes by multiply-adds. */
  private double estimate(int from, double fromMicros, int to) {
    double fixed = Math.min(fixedMicros, fromMicros / 2);
    double share = (double) rungs.get(to).multiplyAdds() / rungs.get(from).multiplyAdds();
    return fixed + (fromMicros - fixed) * share;
  }
}
