package dev.framelens.tagging.admission.ladder;

/**
 * The share of a subtask's time that may be planned for serving. It falls while ages say that the
 * plan is wrong, whatever the reason, and comes back slowly.
 */
final class Budget {
  /** The rest is for what no average shows: bursts, and the odd slow batch. */
  static final double MOST = 0.85;

  /** Below it a step up is worth trying, as a share of what a step down starts from. */
  private static final double UP = 0.70 / MOST;

  private static final double LEAST = 0.5;
  private static final double FALL = 0.02;
  private static final double RISE = 0.01;

  /** One answer in twenty may be old: the promise is a 95th percentile. */
  private static final int OLD_ALLOWED = 20;

  private double share = MOST;
  private long answers;
  private long old;

  void answered(long ageMicros, long sloMicros) {
    answers++;
    if (ageMicros > sloMicros / 2) {
      old++;
    }
  }

  /**
   * Weighs the ages since the last time.
   *
   * @param somebodyCanStepDown else the ages are those of an overload that no budget helps
   */
  void adjust(boolean somebodyCanStepDown) {
    if (somebodyCanStepDown && old * OLD_ALLOWED > answers) {
      share = Math.max(LEAST, share - FALL);
    } else {
      share = Math.min(MOST, share + RISE);
    }
    answers = 0;
    old = 0;
  }

  /** Above this share cameras step down. */
  double down() {
    return share;
  }

  /** Up to this share cameras may step up. */
  double up() {
    return share * UP;
  }
}
