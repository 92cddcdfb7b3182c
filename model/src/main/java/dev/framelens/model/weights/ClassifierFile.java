package dev.framelens.model.weights;

import dev.framelens.model.mobilenet.PixelScale;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.mobilenet.Weights;
import java.util.List;

/**
 * A classifier as its files describe it, not yet opened.
 *
 * @param scale how it wants its pixels
 * @param labels one for each class
 * @param firstObject the first class that is none of the background: 1 where class 0 is, else 0
 */
public record ClassifierFile(
    Weights weights,
    PixelScale scale,
    int trainedSide,
    List<ClassLabel> labels,
    int firstObject,
    String origin)
    implements ModelFile {
  @Override
  public double alpha() {
    return weights.architecture().alpha();
  }

  @Override
  public boolean computesIn(Precision precision) {
    return true;
  }

  @Override
  public long bytes() {
    return weights.bytes();
  }
}
