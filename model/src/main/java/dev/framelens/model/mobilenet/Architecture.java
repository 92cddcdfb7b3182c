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

  /** The first convolution's name in the slim checkpoints. */
  static final String STEM = "Conv2d_0";

  /** The classifier's name in the slim checkpoints. */
  static final String LOGITS = "Logits";

  /** Slim's {@code min_depth}: no layer gets thinner than this. */
  private static final int MIN_DEPTH = 8;

  static final int RGB = 3;
  static final int DEPTHWISE_KERNEL = 3;

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

  /** The name of a block's depthwise convolution, the first block being 1. */
  static String depthwise(int block) {
    return "Conv2d_%d_depthwise".formatted(block);
  }

  /** The name of a block's pointwise convolution, the first block being 1. */
  static String pointwise(int block) {
    return "Conv2d_%d_pointwise".formatted(block);
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
    var costs = new ArrayList<LayerCost>(bodyCosts(requireSide(side)));
    if (classes == 0) {
      return costs;
    }
    costs.add(LayerCost.biased(LOGITS, 1, classes, Math.multiplyExact(features(), classes)));
    return List.copyOf(costs);
  }

  /** Multiply-adds for one picture of {@code side} pixels, the classifier included. */
  public long multiplyAdds(int side) {
    return costs(side).stream().mapToLong(LayerCost::multiplyAdds).sum();
  }

  /** Multiply-adds of the body alone; they fall with the square of ρ exactly. */
  public long bodyMultiplyAdds(int side) {
    return bodyCosts(requireSide(side)).stream().mapToLong(LayerCost::multiplyAdds).sum();
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

  /**
   * Every convolution of the body.
   *
   * @param side pixels of the square input, at least 1; where a stride does not divide it, padding
   *     SAME rounds up
   */
  public List<LayerCost> bodyCosts(int side) {
    int outputSide = side;
    int inputDepth = RGB;
    var costs = new ArrayList<LayerCost>();
    for (int index = 0; index < BODY.size(); index++) {
      Layer layer = BODY.get(index);
      int depth = depth(layer);
      outputSide = (outputSide + layer.stride() - 1) / layer.stride();
      if (layer instanceof Convolution convolution) {
        int kernel = convolution.kernel();
        int weights = kernel * kernel * inputDepth * depth;
        costs.add(LayerCost.batchNormed(STEM, outputSide, depth, weights));
      } else {
        int depthwise = DEPTHWISE_KERNEL * DEPTHWISE_KERNEL * inputDepth;
        costs.add(LayerCost.batchNormed(depthwise(index), outputSide, inputDepth, depthwise));
        costs.add(LayerCost.batchNormed(pointwise(index), outputSide, depth, inputDepth * depth));
      }
      inputDepth = depth;
    }
    return costs;
  }
}
