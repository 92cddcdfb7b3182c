package dev.framelens.model.mobilenet;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The same network with channels that use more of a byte's range: a channel that hardly gets above
 * 2 is made three times as large and the depthwise weights behind it a third, each of which has a
 * scale of its own anyway (Nagel et al., arXiv 1906.04721, section 4.1, where it costs nothing).
 * Where the weights do not say how far a channel goes, it stays.
 *
 * @param weights the network
 * @param factors of each enlarged layer's channels, at least 1
 */
record Equalisation(Weights weights, Map<String, float[]> factors) {
  private static final float TOP = 6;

  /** How far a channel goes: activations have longer tails than a normal's. */
  private static final float DEVIATIONS = 6;

  private static final float LARGEST_FACTOR = 8;

  /** The layers from this one on are read by others than the next: by detectors' heads. */
  private static final int LAST_LAYER = 11;

  static Equalisation of(Weights weights) {
    var layers = new HashMap<>(weights.convolutions());
    var factors = new HashMap<String, float[]>();
    String before = Architecture.STEM;
    for (int index = 1; index <= LAST_LAYER; index++) {
      String depthwise = Architecture.depthwise(index);
      FoldedConvolution layer = weights.layer(before);
      @Nullable ChannelSpread spread = layer.spread();
      if (spread != null) {
        float[] factor = factors(spread);
        factors.put(before, factor);
        layers.put(
            before,
            new FoldedConvolution(
                times(layer.kernel(), factor),
                times(layer.bias(), factor),
                new ChannelSpread(
                    times(spread.mean(), factor), times(spread.deviation(), factor))));
        FoldedConvolution behind = weights.layer(depthwise);
        layers.put(
            depthwise,
            new FoldedConvolution(
                times(behind.kernel(), inverse(factor)), behind.bias(), behind.spread()));
      }
      before = Architecture.pointwise(index);
    }
    return new Equalisation(new Weights(weights.architecture(), layers), factors);
  }

  private static float[] factors(ChannelSpread spread) {
    var factors = new float[spread.mean().length];
    for (int channel = 0; channel < factors.length; channel++) {
      float top = spread.mean()[channel] + DEVIATIONS * Math.abs(spread.deviation()[channel]);
      factors[channel] = top <= 0 ? 1 : Math.min(Math.max(TOP / top, 1), LARGEST_FACTOR);
    }
    return factors;
  }

  static float[] inverse(float[] factors) {
    var inverse = new float[factors.length];
    for (int channel = 0; channel < inverse.length; channel++) {
      inverse[channel] = 1 / factors[channel];
    }
    return inverse;
  }

  /** Numbers whose last and fastest dimension is the channel. */
  private static float[] times(float[] numbers, float[] factors) {
    float[] product = Arrays.copyOf(numbers, numbers.length);
    for (int index = 0; index < product.length; index++) {
      product[index] *= factors[index % factors.length];
    }
    return product;
  }
}
