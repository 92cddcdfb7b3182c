package dev.framelens.model.mobilenet;

/**
 * Batch norm as training left it, one value of each per channel.
 *
 * @param epsilon added to the variance
 */
public record BatchNorm(
    float[] gamma, float[] beta, float[] mean, float[] variance, double epsilon) {

  /**
   * The same function as one convolution with a bias (Ioffe and Szegedy, arXiv 1502.03167, section
   * 3): {@code γ(k∗x − µ)/√(σ² + ε) + β}.
   *
   * @param kernel its last and fastest dimension is the channel
   */
  public FoldedConvolution fold(float[] kernel) {
    int channels = gamma.length;
    var scale = new double[channels];
    var bias = new float[channels];
    for (int channel = 0; channel < channels; channel++) {
      scale[channel] = gamma[channel] / Math.sqrt(variance[channel] + epsilon);
      bias[channel] = (float) (beta[channel] - mean[channel] * scale[channel]);
    }
    var folded = new float[kernel.length];
    for (int index = 0; index < kernel.length; index++) {
      folded[index] = (float) (kernel[index] * scale[index % channels]);
    }
    return new FoldedConvolution(folded, bias, new ChannelSpread(beta, gamma));
  }
}
