package dev.framelens.bench;

import dev.framelens.tagging.admission.ModelChoice;
import java.awt.image.BufferedImage;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/**
 * ImageIO decodes, Java resizes and makes floats of the pixels, TensorFlow runs with its defaults.
 */
final class NaiveRival extends Rival {
  private static final long serialVersionUID = 1L;

  NaiveRival(ModelChoice choice) {
    super(choice);
  }

  @Override
  ConfigProto config() {
    return ConfigProto.getDefaultInstance();
  }

  @Override
  Operand<TFloat32> pixels(Ops tf, int side) {
    return tf.withName(INPUT)
        .placeholder(TFloat32.class, Placeholder.shape(Shape.of(1, side, side, 3)));
  }

  @Override
  Tensor tensor(byte[] encoded) {
    int side = side();
    BufferedImage resized = Pictures.resized(encoded, side, side);
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
    return TFloat32.tensorOf(Shape.of(1, side, side, 3), DataBuffers.of(floats, false, false));
  }
}
