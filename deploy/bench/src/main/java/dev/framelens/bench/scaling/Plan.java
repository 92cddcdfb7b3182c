package dev.framelens.bench.scaling;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What is measured and how long.
 *
 * @param settings in the order in which they are reported
 * @param repeats rounds of all settings
 * @param warmUp frames for each slot before those that are measured
 * @param count frames for each slot that are measured
 * @param loads to offer; empty for closed loops alone
 * @param offeredTime for each load, after a fifth as long to settle
 * @param seed of the order within a round, of cameras and of phases
 */
record Plan(
    List<Setting> settings,
    int repeats,
    int warmUp,
    int count,
    List<Load> loads,
    Duration offeredTime,
    long seed) {

  /**
   * A load to offer.
   *
   * @param share of the capacity, from 0 to 1, with the first camera at its hottest
   * @param hot times its own rate that the first camera has, while the others' stay as they are
   * @param hottest the most that {@code hot} is in this plan
   */
  record Load(double share, int hot, int hottest) {}

  /** Frames for each slot after those that are measured, so that none runs dry before the last. */
  int tail() {
    return Math.max(16, count / 10);
  }

  /** A round in an order of its own: what drifts on the machine does not favour one setting. */
  List<Setting> round(int number) {
    var order = new ArrayList<>(settings);
    Collections.shuffle(order, new Random(seed + number));
    return order;
  }

  /** The most slots that any of them takes. */
  int mostSlots() {
    return settings.stream().mapToInt(Setting::parallelism).max().orElse(0);
  }
}
