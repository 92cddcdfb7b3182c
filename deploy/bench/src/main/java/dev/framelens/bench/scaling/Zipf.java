package dev.framelens.bench.scaling;

import java.util.Random;
import java.util.stream.IntStream;

/**
 * How frames are spread over cameras: the k-th camera's share is proportional to 1 / k^exponent.
 * Exponent 0 is even.
 */
final class Zipf {
  private final double[] upTo;
  private final double exponent;

  Zipf(int cameras, double exponent) {
    this.exponent = exponent;
    upTo = new double[cameras];
    double sum = 0;
    for (int camera = 0; camera < cameras; camera++) {
      sum += Math.pow(camera + 1, -exponent);
      upTo[camera] = sum;
    }
    for (int camera = 0; camera < cameras; camera++) {
      upTo[camera] /= sum;
    }
  }

  int cameras() {
    return upTo.length;
  }

  /** The shares add up to 1. */
  double share(int camera) {
    return upTo[camera] - (camera == 0 ? 0 : upTo[camera - 1]);
  }

  /** Whose turn it is for each of so many frames: in turn where all are even, else drawn. */
  int[] turns(int frames, long seed) {
    if (exponent == 0) {
      return IntStream.range(0, frames).map(frame -> frame % upTo.length).toArray();
    }
    var random = new Random(seed);
    return IntStream.range(0, frames).map(frame -> at(random.nextDouble())).toArray();
  }

  private int at(double position) {
    int camera = 0;
    while (camera < upTo.length - 1 && upTo[camera] <= position) {
      camera++;
    }
    return camera;
  }
}
