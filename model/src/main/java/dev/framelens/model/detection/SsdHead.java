package dev.framelens.model.detection;

import dev.framelens.model.detection.SsdArchitecture.HeadLayer;
import dev.framelens.model.mobilenet.FloatConvolutions;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Builds the extra layers and the predictors of an SSD, in float32, on the layers of a body. */
final class SsdHead {
  private final Ops tf;
  private final SsdWeights weights;
  private final FloatConvolutions convolutions;

  /**
   * What the predictors say of every anchor.
   *
   * @param encodings {@code [batch, anchors, 4]}: ty, tx, th, tw
   * @param scores {@code [batch, anchors, classes]} in [0, 1], each class by itself
   */
  record Predictions(Operand<TFloat32> encodings, Operand<TFloat32> scores) {}

  SsdHead(Ops tf, SsdWeights weights) {
    this.tf = tf;
    this.weights = weights;
    this.convolutions = new FloatConvolutions(tf);
  }

  /**
   * Builds the head.
   *
   * @param bodyLayers as {@link dev.framelens.model.mobilenet.MobileNetV1#layers} gives them
   */
  Predictions predictions(List<Operand<TFloat32>> bodyLayers) {
    SsdArchitecture architecture = weights.architecture();
    List<Operand<TFloat32>> maps = featureMaps(bodyLayers);
    var encodings = new ArrayList<Operand<TFloat32>>();
    var logits = new ArrayList<Operand<TFloat32>>();
    for (int map = 0; map < maps.size(); map++) {
      encodings.add(
          perAnchor(predictor(maps.get(map), architecture.boxPredictor(map)), SsdArchitecture.BOX));
      logits.add(
          perAnchor(
              predictor(maps.get(map), architecture.classPredictor(map)), architecture.classes()));
    }
    var anchors = tf.constant(1);
    // Google trains each class by itself, so the paper's softmax is a sigmoid.
    return new Predictions(
        tf.concat(encodings, anchors), tf.math.sigmoid(tf.concat(logits, anchors)));
  }

  private List<Operand<TFloat32>> featureMaps(List<Operand<TFloat32>> bodyLayers) {
    var maps = new ArrayList<Operand<TFloat32>>();
    maps.add(bodyLayers.get(SsdArchitecture.FIRST_MAP_LAYER));
    Operand<TFloat32> x = bodyLayers.get(SsdArchitecture.SECOND_MAP_LAYER);
    maps.add(x);
    for (HeadLayer layer : weights.architecture().extraLayers()) {
      long kernel = layer.kernel();
      x =
          convolutions.relu6(
              x,
              weights.layer(layer.name()),
              layer.stride(),
              kernel,
              kernel,
              layer.inputDepth(),
              layer.depth());
      if (layer.stride() == 2) {
        maps.add(x);
      }
    }
    return maps;
  }

  private Operand<TFloat32> predictor(Operand<TFloat32> x, HeadLayer layer) {
    return convolutions.linear(
        x, weights.layer(layer.name()), 1, 1, 1, layer.inputDepth(), layer.depth());
  }

  /**
   * {@code [batch, grid, grid, anchors · values]} to {@code [batch, grid · grid · anchors,
   * values]}.
   */
  private Operand<TFloat32> perAnchor(Operand<TFloat32> x, int values) {
    var batch = tf.slice(tf.shape(x), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
    var shape = tf.concat(List.of(batch, tf.constant(new int[] {-1, values})), tf.constant(0));
    return tf.reshape(x, shape);
  }
}
