package dev.framelens.bench.comparison;

import java.util.OptionalDouble;

/**
 * Accuracy on ImageNet's validation set as its authors published it; nothing here was measured.
 *
 * @param top1Percent share of pictures whose class came first
 * @param top5Percent share of pictures whose class was among the first five; empty where the source
 *     has none
 * @param source where the figures stand
 */
public record Published(double top1Percent, OptionalDouble top5Percent, String source) {
  static Published top1(double percent, String source) {
    return new Published(percent, OptionalDouble.empty(), source);
  }
}
