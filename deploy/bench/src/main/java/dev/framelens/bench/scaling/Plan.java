package dev.framelens.bench.scaling;

import java.time.Duration;
import java.util.List;

/**
 * What is measured of a setting, and how long.
 *
 * @param warmUp frames for each slot before those that are measured
 * @param count frames for each slot that are measured
 * @param loads to offer; empty for closed loops alone
 * @param offeredTime for each load, after a fifth as long to settle
 * @param seed of the cameras' phases
 */
record Plan(int warmUp, int count, List<Load> loads, Duration offeredTime, long seed) {

  /**
   * A load to offer.
   *
   * @param share of the capacity, from 0 to 1, with the first camera at its hottest
   * @param hot times its own rate that the first camera has, while the others' stay as they are
   * @param hottest the most that {@code hot} is in this plan
   */
  record Load(double share, int hot, int hottest) {}

  /**
   * Frames for each slot; a tenth follows those that are measured, so that no slot runs dry before
   * the last.
   */
  int frames() {
    return warmUp + count + Math.max(16, count / 10);
  }
}
