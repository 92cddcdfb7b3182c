package dev.framelens.model.weights;

import dev.framelens.model.detection.DetectionNetwork;
import dev.framelens.model.mobilenet.Precision;
import java.util.List;

/**
 * A detector as its files describe it, not yet opened.
 *
 * @param labels by class: the first is the background's, and unused classes are called {@value
 *     Labels#UNUSED}
 */
public record DetectorFile(DetectionNetwork network, List<ClassLabel> labels, String origin)
    implements ModelFile {
  @Override
  public int trainedSide() {
    return network.trainedSide();
  }

  @Override
  public double alpha() {
    return network.alpha();
  }

  @Override
  public boolean computesIn(Precision precision) {
    return network.computesIn(precision);
  }

  @Override
  public long bytes() {
    return network.bytes();
  }
}
