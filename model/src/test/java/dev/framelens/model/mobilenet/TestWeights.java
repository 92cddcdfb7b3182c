package dev.framelens.model.mobilenet;

import java.util.HashMap;
import java.util.SplittableRandom;

/** Weights made by a seeded generator, so that every machine has the same without fetching any. */
public final class TestWeights {
  private TestWeights() {}

  /**
   * Small numbers of both signs that repeat after a prime number of steps, scaled so that
   * activations neither vanish nor saturate.
   */
  public static Weights of(Architecture architecture) {
    var convolutions = new HashMap<String, FoldedConvolution>();
    int seed = 1;
    for (LayerCost cost : architecture.costs(Architecture.TOTAL_STRIDE)) {
      int inputs = cost.kernelWeights() / cost.outputDepth();
      double gain = cost.name().equals(Architecture.LOGITS) ? 20 : 1; // so that the classes differ
      var kernel = numbers(cost.kernelWeights(), seed++, gain * Math.sqrt(6.0 / inputs));
      var bias = numbers(cost.outputDepth(), seed++, 0.1);
      convolutions.put(cost.name(), new FoldedConvolution(kernel, bias));
    }
    return new Weights(architecture, convolutions);
  }

  /** Those of {@link #of} with every sign turned: another network. */
  public static Weights mirrored(Architecture architecture) {
    var convolutions = new HashMap<String, FoldedConvolution>();
    of(architecture)
        .convolutions()
        .forEach(
            (name, layer) ->
                convolutions.put(
                    name, new FoldedConvolution(turned(layer.kernel()), turned(layer.bias()))));
    return new Weights(architecture, convolutions);
  }

  private static float[] turned(float[] numbers) {
    var turned = new float[numbers.length];
    for (int index = 0; index < turned.length; index++) {
      turned[index] = -numbers[index];
    }
    return turned;
  }

  /** A side's worth of pixels. */
  public static byte[] pixels(int side, int seed) {
    var rgb = new byte[side * side * 3];
    for (int index = 0; index < rgb.length; index++) {
      rgb[index] = (byte) ((index * 31L + seed * 977L) % 251);
    }
    return rgb;
  }

  private static float[] numbers(int count, int seed, double scale) {
    var random = new SplittableRandom(seed);
    var numbers = new float[count];
    for (int index = 0; index < count; index++) {
      numbers[index] = (float) (scale * random.nextDouble(-1, 1));
    }
    return numbers;
  }
}
