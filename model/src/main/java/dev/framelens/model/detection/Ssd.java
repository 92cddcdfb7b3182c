package dev.framelens.model.detection;

import dev.framelens.model.ModelException;
import dev.framelens.model.image.PictureFit;
import dev.framelens.model.mobilenet.MobileNetV1;
import dev.framelens.model.mobilenet.PixelScale;
import dev.framelens.model.mobilenet.Precision;
import java.util.List;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * SSD on a MobileNetV1 body, built from the table of layers; it takes any side.
 *
 * @param trainedAnchors those of the weights' file for {@code trainedSide}; other sides use the
 *     formula
 */
public record Ssd(
    SsdWeights weights,
    int trainedSide,
    List<Anchor> trainedAnchors,
    PixelScale scale,
    PictureFit fit,
    Suppression suppression)
    implements DetectionNetwork {

  public Ssd {
    trainedAnchors = List.copyOf(trainedAnchors);
    int expected = weights.architecture().anchors(trainedSide).size();
    if (trainedAnchors.size() != expected) {
      throw new ModelException(
          "%d anchors (expected: %d for side %d)"
              .formatted(trainedAnchors.size(), expected, trainedSide));
    }
  }

  @Override
  public boolean fixedSide() {
    return false;
  }

  @Override
  public boolean computesIn(Precision precision) {
    return true;
  }

  @Override
  public int firstClass() {
    return 0;
  }

  @Override
  public long bytes() {
    return weights.bytes();
  }

  @Override
  public double alpha() {
    return weights.architecture().alpha();
  }

  @Override
  public BoxDecoder decoder(int side) {
    List<Anchor> anchors =
        side == trainedSide ? trainedAnchors : weights.architecture().anchors(side);
    return (boxes, anchor) -> anchors.get(anchor).decode(boxes, anchor * SsdArchitecture.BOX);
  }

  @Override
  public Points build(Ops tf, Precision precision) {
    var pixels = tf.placeholder(TUint8.class, Placeholder.shape(Shape.of(-1, -1, -1, 3)));
    var values = tf.dtypes.cast(pixels, TFloat32.class);
    var network = new MobileNetV1(tf, weights.body(), precision);
    boolean takesBytes = precision == Precision.INT8;
    var layers =
        takesBytes ? network.layers(pixels, scale) : network.layers(scale.apply(tf, values));
    var predictions = new SsdHead(tf, weights).predictions(layers);
    return new Points(
        pixels, takesBytes ? null : values, predictions.encodings(), predictions.scores());
  }
}
