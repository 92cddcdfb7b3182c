package dev.framelens.model.weights;

import dev.framelens.model.ModelException;
import dev.framelens.model.mobilenet.Architecture;
import dev.framelens.model.mobilenet.PixelScale;
import java.nio.file.Path;

/** What classifiers and detectors in TensorFlow Lite files have in common. */
final class TfliteFiles {
  private static final int RGB = 3;

  private TfliteFiles() {}

  static Path directory(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new ModelException("%s is no file".formatted(file));
    }
    return parent;
  }

  /** Pixels along an edge of the square that the file takes. */
  static int side(TfliteTensor input) {
    int side = input.shape().length == 4 ? input.dimension(1) : 0;
    if (side < 1 || input.dimension(2) != side || input.dimension(3) != RGB) {
      throw new ModelException(
          "its input has the shape %s (expected: [1, side, side, 3])".formatted(input.shapeText()));
    }
    return side;
  }

  /** A quantised file says how its bytes become numbers; a float one takes slim's. */
  static PixelScale scale(TfliteTensor input) {
    return input.isQuantised()
        ? new PixelScale((float) input.scale(), (float) (-input.zero() * input.scale()))
        : PixelScale.INCEPTION;
  }

  /** Width multiplier of a body whose last feature map has so many channels. */
  static double alpha(int features) {
    int full = Architecture.BODY.get(Architecture.BODY.size() - 1).depth();
    if (features < 1 || features > full) {
      throw new ModelException(
          "its body has %d features (expected: 1 to %d, as a MobileNetV1 with α ≤ 1)"
              .formatted(features, full));
    }
    return (double) features / full;
  }

  static String origin(TfliteTensor input) {
    return input.isQuantised()
        ? "TensorFlow Lite, dequantised from uint8 to float32"
        : "TensorFlow Lite, float32";
  }
}
