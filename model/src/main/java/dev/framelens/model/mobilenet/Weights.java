package dev.framelens.model.mobilenet;

import dev.framelens.model.ModelException;
import java.util.Map;
import java.util.Objects;

/**
 * The numbers of a network, by the names of {@link LayerCost}. Complete, of the architecture's
 * shapes, and finite.
 *
 * @param convolutions one for each of the architecture's costs
 */
public record Weights(Architecture architecture, Map<String, FoldedConvolution> convolutions) {

  /**
   * Checks every layer.
   *
   * @throws ModelException naming the layer that is missing, of another shape, or not finite
   */
  public Weights {
    convolutions = Map.copyOf(convolutions);
    for (LayerCost cost : architecture.costs(Architecture.TOTAL_STRIDE)) {
      FoldedConvolution convolution = convolutions.get(cost.name());
      if (convolution == null) {
        throw new ModelException("weights without layer %s".formatted(cost.name()));
      }
      requireFinite(cost.name() + " kernel", convolution.kernel(), cost.kernelWeights());
      requireFinite(cost.name() + " bias", convolution.bias(), cost.outputDepth());
    }
  }

  /** Bytes of the numbers as float32. */
  public long bytes() {
    return convolutions.values().stream()
        .mapToLong(layer -> (long) Float.BYTES * (layer.kernel().length + layer.bias().length))
        .sum();
  }

  FoldedConvolution layer(String name) {
    return Objects.requireNonNull(convolutions.get(name), name);
  }

  /**
   * Throws unless there are so many numbers and all are finite.
   *
   * @param what the message calls them
   */
  public static void requireFinite(String what, float[] numbers, int expected) {
    if (numbers.length != expected) {
      throw new ModelException(
          "weights with %d numbers in %s (expected: %d)".formatted(numbers.length, what, expected));
    }
    for (float number : numbers) {
      if (!Float.isFinite(number)) {
        throw new ModelException(
            "weights with %s in %s (expected: finite numbers)".formatted(number, what));
      }
    }
  }
}
