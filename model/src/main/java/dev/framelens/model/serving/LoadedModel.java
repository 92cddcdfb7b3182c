package dev.framelens.model.serving;

import dev.framelens.model.ModelException;
import dev.framelens.model.detection.Detector;
import dev.framelens.model.mobilenet.Classifier;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.weights.ClassLabel;
import dev.framelens.model.weights.ModelFile;
import java.util.List;

/** An open classifier or detector, and what its files say of it. */
public final class LoadedModel implements AutoCloseable {
  private final AutoCloseable network;
  private final ModelFile file;
  private final Precision wanted;
  private final Precision precision;
  private final Runnable closing;

  LoadedModel(Classifier classifier, ModelFile file, Precision precision) {
    this(classifier, file, precision, precision, classifier::close);
  }

  LoadedModel(Detector detector, ModelFile file, Precision precision) {
    this(detector, file, precision, precision, detector::close);
  }

  private LoadedModel(
      AutoCloseable network,
      ModelFile file,
      Precision wanted,
      Precision precision,
      Runnable closing) {
    this.network = network;
    this.file = file;
    this.wanted = wanted;
    this.precision = precision;
    this.closing = closing;
  }

  /** The same, for whoever asked for another precision. */
  LoadedModel insteadOf(Precision asked) {
    return new LoadedModel(network, file, asked, precision, closing);
  }

  /** How it computes. */
  public Precision precision() {
    return precision;
  }

  /** Whether another precision was asked for, which this machine does not have. */
  public boolean fellBack() {
    return wanted != precision;
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
