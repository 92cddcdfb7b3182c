package dev.framelens.model.mobilenet;

/**
 * What one convolution costs for one picture.
 *
 * @param name as in the slim checkpoints: {@code Conv2d_0}, {@code Conv2d_1_depthwise}, {@code
 *     Conv2d_1_pointwise} … {@code Logits}
 * @param outputSide pixels of the square feature map
 * @param outputDepth channels
 * @param multiplyAdds multiplications fused with additions
 * @param kernelWeights numbers in the kernel
 * @param parameters the kernel, and batch norm's four per channel (or the bias) as training sees
 *     them; a network of another origin says where it counts otherwise
 */
public record LayerCost(
    String name,
    int outputSide,
    int outputDepth,
    long multiplyAdds,
    int kernelWeights,
    long parameters) {
  /** Batch norm's γ, β, mean and variance. */
  private static final int BATCH_NORM = 4;

  /** A convolution with batch norm: its weights are each used once per output pixel. */
  public static LayerCost batchNormed(
      String name, int outputSide, int outputDepth, int kernelWeights) {
    return of(name, outputSide, outputDepth, kernelWeights, BATCH_NORM);
  }

  /** A convolution with a bias, as the last layers have. */
  public static LayerCost biased(String name, int outputSide, int outputDepth, int kernelWeights) {
    return of(name, outputSide, outputDepth, kernelWeights, 1);
  }

  private static LayerCost of(
      String name, int outputSide, int outputDepth, int kernelWeights, int perChannel) {
    long pixels = (long) outputSide * outputSide;
    long parameters = kernelWeights + (long) perChannel * outputDepth;
    return new LayerCost(
        name, outputSide, outputDepth, pixels * kernelWeights, kernelWeights, parameters);
  }
}
