package dev.framelens.model.detection;

import dev.framelens.model.ModelException;
import dev.framelens.model.detection.SsdArchitecture.HeadLayer;
import dev.framelens.model.mobilenet.FoldedConvolution;
import dev.framelens.model.mobilenet.Weights;
import java.util.Map;
import java.util.Objects;

/**
 * The numbers of an SSD: complete, of the architecture's shapes, and finite.
 *
 * @param body of the architecture's width, without a classifier
 * @param head the extra layers and the predictors, by {@link SsdArchitecture}'s names
 */
public record SsdWeights(
    SsdArchitecture architecture, Weights body, Map<String, FoldedConvolution> head) {

  /**
   * Checks every layer.
   *
   * @throws ModelException naming the layer that is missing, of another shape, or not finite
   */
  public SsdWeights {
    head = Map.copyOf(head);
    if (!body.architecture().equals(architecture.body())) {
      throw new ModelException(
          "detector with the body %s (expected: %s)"
              .formatted(body.architecture(), architecture.body()));
    }
    for (HeadLayer layer : architecture.head()) {
      FoldedConvolution convolution = head.get(layer.name());
      if (convolution == null) {
        throw new ModelException("weights without layer %s".formatted(layer.name()));
      }
      Weights.requireFinite(layer.name() + " kernel", convolution.kernel(), layer.kernelWeights());
      Weights.requireFinite(layer.name() + " bias", convolution.bias(), layer.depth());
    }
  }

  /** Bytes of the numbers as float32. */
  public long bytes() {
    return body.bytes()
        + head.values().stream()
            .mapToLong(layer -> (long) Float.BYTES * (layer.kernel().length + layer.bias().length))
            .sum();
  }

  FoldedConvolution layer(String name) {
    return Objects.requireNonNull(head.get(name), name);
  }
}
