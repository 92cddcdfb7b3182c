package dev.framelens.model.weights;

import dev.framelens.model.mobilenet.Precision;
import java.util.List;

/** A model as its files describe it, not yet opened. */
public sealed interface ModelFile permits ClassifierFile, DetectorFile {
  /** Pixels of the pictures that it was trained on. */
  int trainedSide();

  /** What each class means, from class 0. */
  List<ClassLabel> labels();

  /** Width multiplier α of its body. */
  double alpha();

  /** Whether its network comes in this precision. */
  boolean computesIn(Precision precision);

  /** Bytes of its numbers in native memory. */
  long bytes();

  /** For people: what the files are, and what was done to their numbers, such as dequantised. */
  String origin();

  /** Whether its numbers were stored in fewer bits than it computes with, which costs accuracy. */
  default boolean dequantised() {
    return origin().contains("dequantised");
  }
}
