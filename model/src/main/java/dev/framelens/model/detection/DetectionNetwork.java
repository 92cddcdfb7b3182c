package dev.framelens.model.detection;

import dev.framelens.model.ModelException;
import dev.framelens.model.image.PictureFit;
import dev.framelens.model.mobilenet.Precision;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** A detector's graph as its files describe it, not yet opened. */
public sealed interface DetectionNetwork permits Ssd, ImportedGraph {

  /** Pixels of the square that it was trained on. */
  int trainedSide();

  /** Whether {@link #trainedSide} is the only side that it takes. */
  boolean fixedSide();

  /**
   * The side that a caller asks for, or the trained one.
   *
   * @throws ModelException where the network takes no other
   */
  default int requireSide(OptionalInt wanted) {
    int side = wanted.orElse(trainedSide());
    if (side < 1 || (fixedSide() && side != trainedSide())) {
      throw new ModelException(
          "side %d (expected: %d, the only one that this network takes)"
              .formatted(side, trainedSide()));
    }
    return side;
  }

  /** Whether {@link #build} takes it. */
  boolean computesIn(Precision precision);

  /** How its training brought pictures into the square. */
  PictureFit fit();

  /** How its makers suppress, where the caller does not say. */
  Suppression suppression();

  /** The class of the scores' first column: 0 where that is the background, else 1. */
  int firstClass();

  /** Bytes of its numbers in native memory. */
  long bytes();

  /** Width multiplier of its MobileNetV1 body; 1 for a network whose body is another. */
  double alpha();

  /** Boxes in fractions of the square from what its graph says for an input of a side. */
  BoxDecoder decoder(int side);

  /**
   * Builds the graph.
   *
   * @throws dev.framelens.model.ModelException where it does not come in this precision
   */
  Points build(Ops tf, Precision precision);

  /** From the numbers of a picture's anchors, four each, to a box. */
  interface BoxDecoder {
    Box box(float[] boxes, int anchor);
  }

  /**
   * Where to feed and fetch.
   *
   * @param pixels {@code uint8 [batch, side, side, 3]}, RGB
   * @param values the same as float32, for whoever has numbers between the bytes; null where the
   *     network computes with bytes alone
   * @param boxes {@code [batch, anchors, …]}, four numbers for each anchor
   * @param scores {@code [batch, anchors, columns]} in [0, 1]
   */
  record Points(
      Operand<TUint8> pixels,
      @Nullable Operand<TFloat32> values,
      Operand<TFloat32> boxes,
      Operand<TFloat32> scores) {}
}
