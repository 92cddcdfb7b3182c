package dev.framelens.model.serving;

import dev.framelens.model.ModelException;
import dev.framelens.model.detection.Detector;
import dev.framelens.model.mobilenet.Classifier;
import dev.framelens.model.weights.ClassLabel;
import dev.framelens.model.weights.ModelFile;
import java.util.List;

/** An open classifier or detector, and what its files say of it. */
public final class LoadedModel implements AutoCloseable {
  private final AutoCloseable network;
  private final ModelFile file;
  private final Runnable closing;

  LoadedModel(Classifier classifier, ModelFile file) {
    this.network = classifier;
    this.file = file;
    this.closing = classifier::close;
  }

  LoadedModel(Detector detector, ModelFile file) {
    this.network = detector;
    this.file = file;
    this.closing = detector::close;
  }

  /**
   * The classifier.
   *
   * @throws ModelException where it is a detector
   */
  public Classifier classifier() {
    if (network instanceof Classifier classifier) {
      return classifier;
    }
    throw new ModelException("the model is a detector (expected: a classifier)");
  }

  /**
   * The detector.
   *
   * @throws ModelException where it is a classifier
   */
  public Detector detector() {
    if (network instanceof Detector detector) {
      return detector;
    }
    throw new ModelException("the model is a classifier (expected: a detector)");
  }

  public boolean isDetector() {
    return network instanceof Detector;
  }

  public ModelFile file() {
    return file;
  }

  /** What each class means, from class 0. */
  public List<ClassLabel> labels() {
    return file.labels();
  }

  /** Of the numbers it holds in native memory; activations come on top. */
  public long weightBytes() {
    return file.bytes();
  }

  @Override
  public void close() {
    closing.run();
  }
}
