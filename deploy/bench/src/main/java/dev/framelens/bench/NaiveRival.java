package dev.framelens.bench;

import dev.framelens.model.mobilenet.MobileNetV1;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.mobilenet.Weights;
import dev.framelens.tagging.admission.ModelChoice;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.apache.flink.api.common.functions.OpenContext;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * ImageIO decodes, Java resizes and makes floats of the pixels, TensorFlow runs with its defaults.
 */
final class NaiveRival extends Rival {
  private static final long serialVersionUID = 1L;

  private transient int side;
  private transient Graph graph;
  private transient Session session;
  private transient Placeholder<TFloat32> pixels;
  private transient Operand<TFloat32> output;

  NaiveRival(ModelChoice choice) {
    super(choice);
  }

  @Override
  public void open(OpenContext context) throws Exception {
    super.open(context);
    Weights weights = file().weights();
    side = side();
    graph = new Graph();
    Ops tf = Ops.create(graph);
    pixels = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(1, side, side, 3)));
    output = tf.nn.softmax(new MobileNetV1(tf, weights, Precision.FP32).logits(pixels));
    session = new Session(graph);
  }

  @Override
  float[] probabilities(byte[] encoded) {
    try (TFloat32 input =
            TFloat32.tensorOf(
                Shape.of(1, side, side, 3), DataBuffers.of(floats(encoded), false, false));
        Result result = session.runner().feed(pixels, input).fetch(output).run()) {
      var floats = result.get(0).asRawTensor().data().asFloats();
      var probabilities = new float[(int) floats.size()];
      floats.read(probabilities);
      return probabilities;
    }
  }

  private float[] floats(byte[] encoded) {
    var resized = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    try {
      BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(encoded));
      Graphics2D graphics = resized.createGraphics();
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      graphics.drawImage(decoded, 0, 0, side, side, null);
      graphics.dispose();
    } catch (IOException undecodable) {
      throw new UncheckedIOException(undecodable);
    }
    var floats = new float[side * side * 3];
    int at = 0;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int rgb = resized.getRGB(x, y);
        floats[at++] = (rgb >> 16 & 0xFF) / 127.5f - 1;
        floats[at++] = (rgb >> 8 & 0xFF) / 127.5f - 1;
        floats[at++] = (rgb & 0xFF) / 127.5f - 1;
      }
    }
    return floats;
  }

  @Override
  public void close() {
    if (session != null) {
      session.close();
      graph.close();
    }
  }
}
