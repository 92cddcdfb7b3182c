package dev.framelens.tagging.admission.ladder;

/** What one camera asks for: how often, and between which rungs. */
final class Demand {
  final String camera;
  private final Rungs rungs;
  private final ArrivalRate rate = new ArrivalRate();
  private CameraPolicy policy;
  private RungCosts costs;
  private int top;
  private int bottom;
  private double perSecond;
  private long lastArrivalMicros;
  private int rung;

  Demand(String camera, CameraPolicy policy, Rungs rungs, RungCosts costs, long nowMicros) {
    this.camera = camera;
    this.rungs = rungs;
    this.lastArrivalMicros = nowMicros;
    this.policy = policy;
    this.costs = costs;
    follow(policy);
  }

  /** Goes by another policy from now on; {@link #standBy} is the caller's next word. */
  void follow(CameraPolicy newPolicy) {
    policy = newPolicy;
    top = rungs.highestWithin(policy.maxRho());
    bottom = Math.max(top, rungs.lowestWithin(policy.minRho()));
  }

  CameraPolicy policy() {
    return policy;
  }

  int priority() {
    return policy.priority();
  }

  /** The highest rung that it may stand on. */
  int top() {
    return top;
  }

  /** Whether one of its steps leads down from this rung. */
  boolean mayLeave(int from) {
    return top <= from && from < bottom;
  }

  /**
   * Counts a frame.
   *
   * @param frameCosts of the models that look at it
   */
  void arrived(RungCosts frameCosts, long appendedAtMicros, long nowMicros) {
    costs = frameCosts;
    rate.arrived(appendedAtMicros);
    lastArrivalMicros = nowMicros;
  }

  /** Expected wall time of one of its frames at the rung, microseconds. */
  double micros(int atRung) {
    return costs.micros(atRung);
  }

  /** From now on {@link #perSecond} is what it is now. */
  void measure(long nowMicros) {
    perSecond = rate.perSecond(nowMicros);
  }

  /** Frames a second that arrive, whether they are answered or not. */
  double perSecond() {
    return perSecond;
  }

  long lastArrivalMicros() {
    return lastArrivalMicros;
  }

  int rung() {
    return rung;
  }

  /**
   * Stands where the cut says.
   *
   * @return whether that is another rung than before
   */
  boolean standBy(Cut cut) {
    int before = rung;
    rung = top;
    while (rung < bottom && cut.includes(priority(), rung, camera)) {
      rung++;
    }
    return rung != before;
  }
}
