package dev.framelens.model.mobilenet;

/**
 * A convolution with its batch norm folded in: {@code y = ReLU6(kernel ∗ x + bias)}.
 *
 * @param kernel height, width, input depth, output depth, the last fastest; depthwise: height,
 *     width, depth
 * @param bias one per output channel
 */
public record FoldedConvolution(float[] kernel, float[] bias) {}
