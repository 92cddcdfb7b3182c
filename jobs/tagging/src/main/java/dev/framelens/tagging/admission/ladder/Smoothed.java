package dev.framelens.tagging.admission.ladder;

/**
 * A measured quantity without its noise: the mean of the first samples, then each new one moves it
 * by a fixed share.
 */
public final class Smoothed {
  private final double leastWeight;
  private double value;
  private int samples;

  /**
   * Starts with a guess, which the first sample replaces.
   *
   * @param leastWeight how far a sample moves the value once there are many, in (0, 1]
   */
  public Smoothed(double guess, double leastWeight) {
    this.value = guess;
    this.leastWeight = leastWeight;
  }

  public void add(double sample) {
    if (1.0 / (samples + 1) > leastWeight) {
      samples++;
      value += (sample - value) / samples;
    } else {
      value += (sample - value) * leastWeight;
    }
  }

  public double value() {
    return value;
  }
}
