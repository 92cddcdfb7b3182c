package dev.framelens.bench.scaling;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How frames are shared by cameras: the k-th camera's share is proportional to 1 / k^exponent.
 * Exponent 0 is even.
 */
final class Zipf {
  private final double[] shares;
  private final boolean even;

  Zipf(int cameras, double exponent) {
    this(
        IntStream.rangeClosed(1, cameras).mapToDouble(k -> Math.pow(k, -exponent)).toArray(),
        exponent == 0);
  }

  private Zipf(double[] weights, boolean even) {
    double sum = Arrays.stream(weights).sum();
    this.shares = Arrays.stream(weights).map(weight -> weight / sum).toArray();
    this.even = even;
  }

  /** The first camera at so many times its rate; the rates of the others keep their ratios. */
  Zipf withHotFirst(int times) {
    double[] weights = shares.clone();
    weights[0] *= times;
    return new Zipf(weights, even && times == 1);
  }

  /** How many times as many frames there are with the first camera so hot. */
  double growth(int times) {
    return 1 + (times - 1) * shares[0];
  }

  int cameras() {
    return shares.length;
  }

  /** The shares add up to 1. */
  double share(int camera) {
    return shares[camera];
  }

  /** The camera of each of so many frames: in turn where all are even, else drawn. */
  IntStream sequence(int frames, long seed) {
    if (even) {
      return IntStream.range(0, frames).map(frame -> frame % shares.length);
    }
    var random = new Random(seed);
    return IntStream.range(0, frames).map(frame -> at(random.nextDouble()));
  }

  private int at(double position) {
    int camera = 0;
    double upTo = shares[0];
    while (camera < shares.length - 1 && upTo <= position) {
      camera++;
      upTo += shares[camera];
    }
    return camera;
  }
}
