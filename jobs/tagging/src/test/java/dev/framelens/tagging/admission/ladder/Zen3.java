package dev.framelens.tagging.admission.ladder;

import java.util.List;
import java.util.Set;

/**
 * MobileNetV1 1.0 on one core of an AMD Zen 3, and its accuracy at each side: top-1 on 1300
 * pictures with the weights of side 224.
 */
public final class Zen3 {
  public static final Rung TOP = new Rung(224, 0.795, 568_740_352);
  public static final Rungs RUNGS =
      Rungs.usable(
          TOP,
          List.of(
              new Rung(192, 0.775, 418_121_728),
              new Rung(160, 0.735, 290_675_200),
              new Rung(128, 0.651, 186_400_768)),
          Set.of());

  /** A frame at each rung, microseconds: decoding, model and record. */
  private static final List<Integer> COSTS = List.of(17_500, 13_600, 10_200, 7_100);

  private Zen3() {}

  public static double micros(int rung) {
    return COSTS.get(rung);
  }

  /** Frames a second at a load in units of what the top rung can take. */
  public static double perSecond(double load) {
    return load * 1e6 / micros(0);
  }

  /** As a job knows them that has served every rung. */
  public static RungCosts costs() {
    var costs = new RungCosts(RUNGS, micros(0), 2_000);
    for (int rung = 0; rung < RUNGS.size(); rung++) {
      costs.served(rung, 1, COSTS.get(rung), 0);
    }
    return costs;
  }
}
