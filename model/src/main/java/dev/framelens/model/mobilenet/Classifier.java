package dev.framelens.model.mobilenet;

import dev.framelens.model.graph.GraphSession;
import dev.framelens.model.image.PixelBatch;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.nn.TopK;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/**
 * A MobileNetV1 in TensorFlow, ready to run at any side that is a multiple of 32. Input {@code
 * uint8 [batch, side, side, 3]}, RGB, scaled in the graph as the training did; output probabilities
 * {@code float32 [batch, classes]} or the best of them.
 *
 * <p>Thread-safe. Native memory: whoever opened it closes it.
 */
public final class Classifier implements AutoCloseable {
  private final Architecture architecture;
  private final GraphSession<Points> session;

  private record Points(
      Placeholder<TUint8> pixels,
      Placeholder<TInt32> top,
      Operand<TFloat32> probabilities,
      TopK<TFloat32, TInt32> best) {}

  private Classifier(Architecture architecture, GraphSession<Points> session) {
    this.architecture = architecture;
    this.session = session;
  }

  /**
   * Builds the graph and opens its session, for weights trained on {@link PixelScale#INCEPTION}.
   */
  public static Classifier open(Weights weights, Precision precision) {
    return open(weights, PixelScale.INCEPTION, precision);
  }

  /** Builds the graph and opens its session. */
  public static Classifier open(Weights weights, PixelScale scale, Precision precision) {
    return new Classifier(
        weights.architecture(), GraphSession.open(tf -> build(tf, weights, scale, precision)));
  }

  public Architecture architecture() {
    return architecture;
  }

  /**
   * The best classes of each picture, best first.
   *
   * @param top how many, at least 1; fewer where the network has fewer classes
   * @throws ModelFailedException where TensorFlow refuses the batch or a probability is not a
   *     number
   */
  public List<List<Prediction>> classify(PixelBatch batch, int top) {
    int count = Math.min(top, architecture.classes());
    Points points = session.points();
    try (TInt32 k = TInt32.scalarOf(count);
        Result result =
            session
                .runner()
                .feed(points.pixels, batch.tensor())
                .feed(points.top, k)
                .fetch(points.best.values())
                .fetch(points.best.indices())
                .run()) {
      var scores = (TFloat32) result.get(0);
      var indices = (TInt32) result.get(1);
      var pictures = new ArrayList<List<Prediction>>(batch.size());
      for (int picture = 0; picture < batch.size(); picture++) {
        var best = new ArrayList<Prediction>(count);
        for (int rank = 0; rank < count; rank++) {
          best.add(new Prediction(indices.getInt(picture, rank), scores.getFloat(picture, rank)));
        }
        pictures.add(requireNumber(best));
      }
      return pictures;
    } catch (TFInvalidArgumentException refused) {
      throw new ModelFailedException(
          "the classifier refuses %d pictures of side %d: %s"
              .formatted(batch.size(), batch.side(), refused.getMessage()),
          refused);
    }
  }

  /** The probability of every class, for each picture: {@code [batch][classes]}. */
  public float[][] probabilities(PixelBatch batch) {
    Points points = session.points();
    try (Result result =
        session.runner().feed(points.pixels, batch.tensor()).fetch(points.probabilities).run()) {
      var rows = new float[batch.size()][architecture.classes()];
      var floats = result.get(0).asRawTensor().data().asFloats();
      for (int picture = 0; picture < rows.length; picture++) {
        floats.offset((long) picture * architecture.classes()).read(rows[picture]);
      }
      return rows;
    }
  }

  private static List<Prediction> requireNumber(List<Prediction> best) {
    float score = best.get(0).score();
    if (Float.isNaN(score)) {
      throw new ModelFailedException("the classifier answers NaN (expected: a probability)", null);
    }
    return best;
  }

  @Override
  public void close() {
    session.close();
  }

  private static Points build(Ops tf, Weights weights, PixelScale scale, Precision precision) {
    var pixels = tf.placeholder(TUint8.class, Placeholder.shape(Shape.of(-1, -1, -1, 3)));
    var top = tf.placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
    var logits = new MobileNetV1(tf, weights, precision).logits(pixels, scale);
    var probabilities = tf.nn.softmax(logits);
    var best = tf.nn.topK(probabilities, top, TInt32.class);
    return new Points(pixels, top, probabilities, best);
  }
}
