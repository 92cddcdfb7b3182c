package dev.framelens.bench.comparison;

import dev.framelens.model.mobilenet.LayerCost;
import java.util.ArrayList;
import java.util.List;

/** Writes a network down row by row, each padded so that only its stride changes the side. */
public final class LayerTable {
  /** A channel's parameters beside its kernel. */
  enum PerChannel {
    BIAS(1),
    /** Batch norm's γ and β, which training learns. */
    BATCH_NORM_LEARNT(2),
    /** Batch norm's γ, β, mean and variance, as {@link LayerCost} counts them. */
    BATCH_NORM(4);

    private final int parameters;

    PerChannel(int parameters) {
      this.parameters = parameters;
    }
  }

  private static final int RGB = 3;

  private final List<LayerCost> costs = new ArrayList<>();
  private int side;
  private int depth = RGB;

  /** A table for RGB pictures of {@code side} pixels. */
  LayerTable(int side) {
    this.side = side;
  }

  int depth() {
    return depth;
  }

  LayerTable convolution(String name, int kernel, int stride, int outputDepth, PerChannel beside) {
    side /= stride;
    costs.add(cost(name, side, kernel * kernel * depth, outputDepth, beside));
    depth = outputDepth;
    return this;
  }

  /**
   * A convolution beside the last ones, whose output is added to theirs: it changes neither side
   * nor depth.
   */
  LayerTable projection(String name, int inputDepth, PerChannel beside) {
    costs.add(cost(name, side, inputDepth, depth, beside));
    return this;
  }

  LayerTable pool(int stride) {
    side /= stride;
    return this;
  }

  /** The average of every channel. */
  LayerTable globalPool() {
    return pool(side);
  }

  /** Every number of the feature map to every output, with biases. */
  LayerTable fullyConnected(String name, int outputs) {
    costs.add(cost(name, 1, side * side * depth, outputs, PerChannel.BIAS));
    side = 1;
    depth = outputs;
    return this;
  }

  List<LayerCost> costs() {
    return List.copyOf(costs);
  }

  private static LayerCost cost(
      String name, int outputSide, int inputs, int outputDepth, PerChannel beside) {
    int weights = Math.multiplyExact(inputs, outputDepth);
    return new LayerCost(
        name,
        outputSide,
        outputDepth,
        (long) outputSide * outputSide * weights,
        weights,
        weights + (long) beside.parameters * outputDepth);
  }
}
