package dev.framelens.model.mobilenet;

import dev.framelens.model.graph.GraphSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * What the convolutions of a body are given: the mean of each input channel. From batch norm where
 * the weights kept what it says; else from looking, in single precision, at {@link MadeUpPictures}.
 */
final class ExpectedInputs {
  private static final int SIDE = 128;
  private static final int PICTURES = 8;

  /** By the layer that takes them. */
  private final Map<String, float[]> means = new HashMap<>();

  private record Points(Placeholder<TUint8> pixels, List<Operand<TFloat32>> means) {}

  ExpectedInputs(Weights weights, PixelScale scale) {
    List<String> layers =
        weights.architecture().bodyCosts(SIDE).stream().map(LayerCost::name).toList();
    boolean normed =
        layers.stream().limit(layers.size() - 1L).allMatch(name -> spread(weights, name) != null);
    Map<String, float[]> seen = normed ? Map.of() : look(weights, scale, layers);
    for (int index = 1; index < layers.size(); index++) {
      String before = layers.get(index - 1);
      @Nullable ChannelSpread spread = spread(weights, before);
      means.put(
          layers.get(index), spread == null ? require(seen, before) : spread.meansBehindRelu6());
    }
  }

  /** The mean of each channel that this layer is given, in [0, 6]. */
  float[] of(String layer) {
    return require(means, layer);
  }

  private static @Nullable ChannelSpread spread(Weights weights, String layer) {
    return weights.layer(layer).spread();
  }

  /** The mean of each channel of what comes out of every layer. */
  private static Map<String, float[]> look(Weights weights, PixelScale scale, List<String> layers) {
    var outputs = new HashMap<String, float[]>();
    try (var session = GraphSession.open(tf -> build(tf, weights, scale));
        var batch = MadeUpPictures.batch(PICTURES, SIDE)) {
      var runner = session.runner().feed(session.points().pixels, batch.tensor());
      session.points().means.forEach(runner::fetch);
      try (Result result = runner.run()) {
        for (int layer = 0; layer < layers.size(); layer++) {
          var floats = result.get(layer).asRawTensor().data().asFloats();
          var channels = new float[(int) floats.size()];
          floats.read(channels);
          outputs.put(layers.get(layer), channels);
        }
      }
    }
    return outputs;
  }

  private static Points build(Ops tf, Weights weights, PixelScale scale) {
    var pixels = tf.placeholder(TUint8.class, Placeholder.shape(Shape.of(-1, -1, -1, 3)));
    var values = scale.apply(tf, tf.dtypes.cast(pixels, TFloat32.class));
    var places = tf.constant(new int[] {0, 1, 2});
    var means = new ArrayList<Operand<TFloat32>>();
    new MobileNetV1(tf, weights, Precision.FP32)
        .convolutions(values)
        .values()
        .forEach(output -> means.add(tf.math.mean(output, places)));
    return new Points(pixels, means);
  }

  private static float[] require(Map<String, float[]> by, String layer) {
    return Objects.requireNonNull(by.get(layer), layer);
  }
}
