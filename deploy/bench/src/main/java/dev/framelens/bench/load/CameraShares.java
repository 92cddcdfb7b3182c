package dev.framelens.bench.load;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.EnumeratedIntegerDistribution;
import org.apache.commons.math3.random.Well19937c;

/** How frames are shared by cameras; the shares add up to 1. */
public final class CameraShares {
  private final double[] shares;
  private final boolean even;

  private CameraShares(double[] weights, boolean even) {
    double sum = Arrays.stream(weights).sum();
    this.shares = Arrays.stream(weights).map(weight -> weight / sum).toArray();
    this.even = even;
  }

  /** Zipf's: the k-th camera's share is proportional to 1 / k^exponent. Exponent 0 is even. */
  public static CameraShares zipf(int cameras, double exponent) {
    return new CameraShares(
        IntStream.rangeClosed(1, cameras).mapToDouble(k -> Math.pow(k, -exponent)).toArray(),
        exponent == 0);
  }

  /** The first camera at so many times its rate; the rates of the others keep their ratios. */
  public CameraShares withHotFirst(int times) {
    double[] weights = shares.clone();
    weights[0] *= times;
    return new CameraShares(weights, even && times == 1);
  }

  /** How many times as many frames there are with the first camera so hot. */
  public double growth(int times) {
    return 1 + (times - 1) * shares[0];
  }

  public int count() {
    return shares.length;
  }

  public double share(int camera) {
    return shares[camera];
  }

  /** The camera of each of so many frames: in turn where all are even, else drawn. */
  public IntStream sequence(int frames, long seed) {
    int[] cameras = IntStream.range(0, shares.length).toArray();
    if (even) {
      return IntStream.range(0, frames).map(frame -> cameras[frame % cameras.length]);
    }
    var drawn = new EnumeratedIntegerDistribution(new Well19937c(seed), cameras, shares);
    return Arrays.stream(drawn.sample(frames));
  }
}
