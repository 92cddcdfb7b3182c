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
    long parameters) {}
