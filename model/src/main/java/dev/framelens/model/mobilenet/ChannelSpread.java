package dev.framelens.model.mobilenet;

/**
 * How a layer's outputs were spread in training, before ReLU6: batch norm makes each channel's mean
 * β and its deviation |γ|.
 *
 * @param mean β of each channel
 * @param deviation γ of each channel, of either sign
 */
public record ChannelSpread(float[] mean, float[] deviation) {
  /** Where ReLU6 cuts. */
  private static final double TOP = 6;

  // Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.17: within 7.5e-8.
  private static final double P = 0.2316419;
  private static final double[] B = {
    0.319381530, -0.356563782, 1.781477937, -1.821255978, 1.330274429
  };

  /**
   * Each channel's mean behind ReLU6, in [0, 6]: that of a clipped normal (Nagel et al., arXiv
   * 1906.04721, appendix C).
   */
  float[] meansBehindRelu6() {
    var means = new float[mean.length];
    for (int channel = 0; channel < means.length; channel++) {
      means[channel] = (float) clippedMean(mean[channel], Math.abs(deviation[channel]));
    }
    return means;
  }

  private static double clippedMean(double mean, double deviation) {
    if (deviation == 0) {
      return Math.min(Math.max(mean, 0), TOP);
    }
    double bottom = -mean / deviation;
    double top = (TOP - mean) / deviation;
    return mean * (below(top) - below(bottom))
        + deviation * (density(bottom) - density(top))
        + TOP * (1 - below(top));
  }

  private static double density(double z) {
    return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }

  /** The share of a standard normal that lies below {@code z}. */
  private static double below(double z) {
    double t = 1 / (1 + P * Math.abs(z));
    double sum = 0;
    for (int power = B.length - 1; power >= 0; power--) {
      sum = (sum + B[power]) * t;
    }
    double above = density(z) * sum;
    return z >= 0 ? 1 - above : above;
  }
}
