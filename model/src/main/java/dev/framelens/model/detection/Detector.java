package dev.framelens.model.detection;

import dev.framelens.model.ModelException;
import dev.framelens.model.detection.DetectionNetwork.BoxDecoder;
import dev.framelens.model.detection.DetectionNetwork.Points;
import dev.framelens.model.graph.GraphSession;
import dev.framelens.model.image.PixelBatch;
import dev.framelens.model.mobilenet.ModelFailedException;
import dev.framelens.model.mobilenet.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/**
 * A detector in TensorFlow, ready to run. Input {@code uint8 [batch, side, side, 3]}, RGB, brought
 * into the square as {@link DetectionNetwork#fit} says.
 *
 * <p>Thread-safe. Native memory: whoever opened it closes it.
 */
public final class Detector implements AutoCloseable {
  private final DetectionNetwork network;
  private final GraphSession<Points> session;
  private final Map<Integer, BoxDecoder> decoders = new ConcurrentHashMap<>();

  private Detector(DetectionNetwork network, GraphSession<Points> session) {
    this.network = network;
    this.session = session;
  }

  /**
   * Builds the graph and opens its session.
   *
   * @throws ModelException where TensorFlow does not take the network, or not in this precision
   */
  public static Detector open(DetectionNetwork network, Precision precision) {
    return new Detector(network, GraphSession.open(tf -> network.build(tf, precision)));
  }

  public DetectionNetwork network() {
    return network;
  }

  /**
   * The objects of each picture, best first, their boxes in fractions of the square.
   *
   * @throws ModelFailedException where TensorFlow refuses the batch or a score is not a number
   */
  public List<List<Detection>> detect(PixelBatch batch, DetectionLimits limits) {
    RawDetections raw = raw(batch);
    var pictures = new ArrayList<List<Detection>>(batch.size());
    for (int picture = 0; picture < batch.size(); picture++) {
      pictures.add(detections(raw, picture, batch.side(), limits));
    }
    return pictures;
  }

  /** What {@link #detect} makes of the answer of {@link #raw} for one picture. */
  public List<Detection> detections(
      RawDetections raw, int picture, int side, DetectionLimits limits) {
    BoxDecoder decoder = decoders.computeIfAbsent(side, network::decoder);
    List<Detection> candidates =
        new Candidates(limits, decoder, network.firstClass(), raw.columns())
            .of(raw.boxes()[picture], raw.scores()[picture]);
    return limits.suppression().keep(candidates, limits.top());
  }

  /**
   * What the network says of each anchor.
   *
   * @throws ModelFailedException where TensorFlow refuses the batch
   */
  public RawDetections raw(PixelBatch batch) {
    return run(session.points().pixels(), batch.tensor(), batch.size(), batch.side());
  }

  /**
   * The same for one picture whose values lie between bytes.
   *
   * @param values {@code [side, side, 3]}, RGB, 0 to 255
   * @throws ModelException where the network computes with bytes alone
   */
  public RawDetections raw(float[] values, int side) {
    Operand<TFloat32> input = session.points().values();
    if (input == null) {
      throw new ModelException("numbers between bytes (expected: bytes, all that int8 takes)");
    }
    try (TFloat32 picture =
        TFloat32.tensorOf(Shape.of(1, side, side, 3), DataBuffers.of(values, true, false))) {
      return run(input, picture, 1, side);
    }
  }

  @Override
  public void close() {
    session.close();
  }

  private RawDetections run(Operand<?> input, Tensor pictures, int count, int side) {
    Points points = session.points();
    try (Result result =
        session
            .runner()
            .feed(input.asOutput(), pictures)
            .fetch(points.boxes())
            .fetch(points.scores())
            .run()) {
      Shape shape = result.get(1).shape();
      int columns = (int) shape.get(shape.numDimensions() - 1);
      float[][] boxes = rows(result.get(0), count);
      float[][] scores = rows(result.get(1), count);
      requireSameAnchors(result.get(0).shape(), boxes, shape, scores, columns);
      return new RawDetections(boxes, scores, columns);
    } catch (TFInvalidArgumentException refused) {
      throw new ModelFailedException(
          "the detector refuses %d pictures of side %d: %s"
              .formatted(count, side, refused.getMessage()),
          refused);
    }
  }

  private static float[][] rows(Tensor tensor, int count) {
    var floats = tensor.asRawTensor().data().asFloats();
    int length = (int) (floats.size() / count);
    var rows = new float[count][length];
    for (int row = 0; row < count; row++) {
      floats.offset((long) row * length).read(rows[row]);
    }
    return rows;
  }

  private static void requireSameAnchors(
      Shape boxShape, float[][] boxes, Shape scoreShape, float[][] scores, int columns) {
    int anchors = boxes[0].length / SsdArchitecture.BOX;
    if (anchors == 0 || (long) anchors * columns != scores[0].length) {
      throw new ModelException(
          "the network gives boxes %s and scores %s (expected: [batch, anchors, 4] and [batch, anchors, classes])"
              .formatted(boxShape, scoreShape));
    }
  }
}
