package dev.framelens.model.mobilenet;

import org.jspecify.annotations.Nullable;

/**
 * A convolution with its batch norm folded in: {@code y = ReLU6(kernel ∗ x + bias)}.
 *
 * @param kernel height, width, input depth, output depth, the last fastest; depthwise: height,
 *     width, depth
 * @param bias one per output channel
 * @param spread what training saw before ReLU6; null where the weights came folded already
 */
public record FoldedConvolution(float[] kernel, float[] bias, @Nullable ChannelSpread spread) {
  /** Without knowledge of what training saw. */
  public FoldedConvolution(float[] kernel, float[] bias) {
    this(kernel, bias, null);
  }
}
