package dev.framelens.bench.tradeoff;

import dev.framelens.model.mobilenet.LayerCost;
import java.util.ArrayList;
import java.util.List;

/** Writes a network down row by row, each padded so that only its stride changes the side. */
final class LayerTable {
  /** What an output channel has beside its kernel: a bias. */
  static final int BIAS = 1;

  /** Batch norm's γ and β, which training learns. */
  static final int BATCH_NORM_LEARNT = 2;

  /** Batch norm's γ, β, mean and variance, as {@link LayerCost} counts them. */
  static final int BATCH_NORM = 4;

  private final List<LayerCost> costs = new ArrayList<>();
  private final int beside;
  private int side;
  private int depth = 3;

  /** For RGB pictures of {@code side} pixels; convolutions have so much beside each kernel. */
  LayerTable(int side, int beside) {
    this.side = side;
    this.beside = beside;
  }

  int depth() {
    return depth;
  }

  LayerTable convolution(String name, int kernel, int stride, int outputDepth) {
    side /= stride;
    add(name, kernel * kernel * depth, outputDepth, beside);
    depth = outputDepth;
    return this;
  }

  /** Beside the last convolutions, added to their output: changes neither side nor depth. */
  LayerTable projection(String name, int inputDepth) {
    add(name, inputDepth, depth, beside);
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
    int inputs = side * side * depth;
    side = 1;
    depth = outputs;
    add(name, inputs, outputs, BIAS);
    return this;
  }

  List<LayerCost> costs() {
    return List.copyOf(costs);
  }

  private void add(String name, int inputs, int outputDepth, int perChannel) {
    int weights = Math.multiplyExact(inputs, outputDepth);
    long parameters = weights + (long) perChannel * outputDepth;
    long multiplyAdds = (long) side * side * weights;
    costs.add(new LayerCost(name, side, outputDepth, multiplyAdds, weights, parameters));
  }
}
