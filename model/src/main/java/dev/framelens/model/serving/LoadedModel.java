package dev.framelens.model.serving;

import dev.framelens.model.mobilenet.Classifier;
import dev.framelens.model.weights.ClassLabel;
import java.util.List;

/**
 * An open classifier and what its classes mean.
 *
 * @param weightBytes of the numbers it holds in native memory; activations come on top
 */
public record LoadedModel(Classifier classifier, List<ClassLabel> labels, long weightBytes)
    implements AutoCloseable {
  @Override
  public void close() {
    classifier.close();
  }
}
