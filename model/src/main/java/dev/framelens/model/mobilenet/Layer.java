package dev.framelens.model.mobilenet;

/**
 * A row of the paper's table 1 (MobileNets, arXiv 1704.04861): depths before the width multiplier.
 */
public sealed interface Layer {
  /** Pixels that the filter moves by, in both directions. */
  int stride();

  /** Output channels at α = 1. */
  int depth();

  /** A full {@code kernel × kernel} convolution, batch norm and ReLU6. */
  record Convolution(int kernel, int stride, int depth) implements Layer {}

  /**
   * A 3×3 depthwise convolution, then a 1×1 pointwise one to {@code depth} channels; batch norm and
   * ReLU6 after each.
   */
  record DepthwiseSeparable(int stride, int depth) implements Layer {}
}
