package dev.framelens.model.mobilenet;

import dev.framelens.model.mobilenet.Layer.Convolution;
import dev.framelens.model.mobilenet.Layer.DepthwiseSeparable;
import java.util.ArrayList;
import java.util.List;

/**
 * MobileNetV1 at a width: a table of layers, so that its cost can be counted and its graph built
 * from the same rows.
 *
 * @param alpha width multiplier α in (0, 1]: every depth is multiplied by it (paper, section 3.3)
 * @param classes classes of the classifier; 0 for the body alone
 */
public record Architecture(double alpha, int classes) {

  /** The body: table 1 of the paper up to the average pool. */
  public static final List<Layer> BODY =
      List.of(
          new Convolution(3, 2, 32),
          new DepthwiseSeparable(1, 64),
          new DepthwiseSeparable(2, 128),
          new DepthwiseSeparable(1, 128),
          new DepthwiseSeparable(2, 256),
          new DepthwiseSeparable(1, 256),
          new DepthwiseSeparable(2, 512),
          new DepthwiseSeparable(1, 512),
          new DepthwiseSeparable(1, 512),
          new DepthwiseSeparable(1, 512),
          new DepthwiseSeparable(1, 512),
          new DepthwiseSeparable(1, 512),
          new DepthwiseSeparable(2, 1024),
          new DepthwiseSeparable(1, 1024));

  /** Pixels of input for one of the last feature map: the product of the strides. */
  public static final int TOTAL_STRIDE = 32;

  /** The classifier's name in the slim checkpoints. */
  static final String LOGITS = "Logits";

  /** Slim's {@code min_depth}: no layer gets thinner than this. */
  private static final int MIN_DEPTH = 8;

  private static final int RGB = 3;
  private static final int DEPTHWISE_KERNEL = 3;

  /** Batch norm's γ, β, mean and variance. */
  private static final int BATCH_NORM = 4;

  public Architecture {
    if (!(alpha > 0 && alpha <= 1)) {
      throw new IllegalArgumentException(
          "width multiplier %s (expected: more than 0, at most 1)".formatted(alpha));
    }
    if (classes < 0) {
      throw new IllegalArgumentException("%d classes (expected: at least 0)".formatted(classes));
    }
  }

  /** The body alone, for whoever builds something else than a classifier on it. */
  public static Architecture body(double alpha) {
    return new Architecture(alpha, 0);
  }

  /** Channels of a layer at this width: slim's {@code max(int(depth * α), 8)}. */
  public int depth(Layer layer) {
    return Math.max((int) (layer.depth() * alpha), MIN_DEPTH);
  }

  /** Channels of the last feature map. */
  public int features() {
    return depth(BODY.get(BODY.size() - 1));
  }

  /**
   * Every convolution in the order of the data, the classifier last where there is one.
   *
   * @param side pixels of the square input, a multiple of {@value #TOTAL_STRIDE}
   */
  public List<LayerCost> costs(int side) {
    if (classes == 0) {
      return bodyCosts(side);
    }
    var costs = new ArrayList<LayerCost>(bodyCosts(side));
    int weights = Math.multiplyExact(features(), classes);
    costs.add(new LayerCost(LOGITS, 1, classes, weights, weights, (long) weights + classes));
    return List.copyOf(costs);
  }

  /** Multiply-adds for one picture of {@code side} pixels, the classifier included. */
  public long multiplyAdds(int side) {
    return costs(side).stream().mapToLong(LayerCost::multiplyAdds).sum();
  }

  /** Multiply-adds of the body alone; they fall with the square of ρ exactly. */
  public long bodyMultiplyAdds(int side) {
    return bodyCosts(side).stream().mapToLong(LayerCost::multiplyAdds).sum();
  }

  /** Parameters, the classifier included; they do not depend on the side. */
  public long parameters() {
    return costs(TOTAL_STRIDE).stream().mapToLong(LayerCost::parameters).sum();
  }

  /** Parameters of the body alone. */
  public long bodyParameters() {
    return bodyCosts(TOTAL_STRIDE).stream().mapToLong(LayerCost::parameters).sum();
  }

  /** Throws unless {@code side} is a positive multiple of {@value #TOTAL_STRIDE}; returns it. */
  public static int requireSide(int side) {
    if (side < TOTAL_STRIDE || side % TOTAL_STRIDE != 0) {
      throw new IllegalArgumentException(
          "side %d (expected: a positive multiple of %d)".formatted(side, TOTAL_STRIDE));
    }
    return side;
  }

  private List<LayerCost> bodyCosts(int side) {
    int outputSide = requireSide(side);
    int inputDepth = RGB;
    var costs = new ArrayList<LayerCost>();
    for (int index = 0; index < BODY.size(); index++) {
      Layer layer = BODY.get(index);
      String name = "Conv2d_" + index;
      int depth = depth(layer);
      outputSide /= layer.stride();
      if (layer instanceof Convolution convolution) {
        int kernel = convolution.kernel();
        costs.add(batchNormed(name, outputSide, depth, kernel * kernel * inputDepth * depth));
      } else {
        int depthwise = DEPTHWISE_KERNEL * DEPTHWISE_KERNEL * inputDepth;
        costs.add(batchNormed(name + "_depthwise", outputSide, inputDepth, depthwise));
        costs.add(batchNormed(name + "_pointwise", outputSide, depth, inputDepth * depth));
      }
      inputDepth = depth;
    }
    return costs;
  }

  /** A convolution's weights are each used once per output pixel. */
  private static LayerCost batchNormed(String name, int outputSide, int outputDepth, int weights) {
    long pixels = (long) outputSide * outputSide;
    long parameters = weights + (long) BATCH_NORM * outputDepth;
    return new LayerCost(name, outputSide, outputDepth, pixels * weights, weights, parameters);
  }
}
