package dev.framelens.model.image;

import dev.framelens.model.graph.GraphSession;
import dev.framelens.model.image.UnreadableImageException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.image.DecodeJpeg;
import org.tensorflow.op.image.DecodePng;
import org.tensorflow.op.image.ResizeBilinear;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/**
 * Encoded pictures to pixels at a model's side, in TensorFlow: the whole picture is stretched to a
 * square, bilinear with half-pixel centres, rounded.
 *
 * <p>A JPEG much larger than the side is decoded at a half, a quarter or an eighth of its size,
 * which libjpeg does in the inverse DCT: the smallest that still has at least the side in both
 * directions.
 *
 * <p>Thread-safe; each call runs on its caller's thread.
 */
public final class FrameDecoder implements AutoCloseable {
  private static final long RGB = 3;
  private static final int WARM_SIDE = 32;
  private static final int[] DCT_RATIOS = {1, 2, 4, 8};

  private final GraphSession<Points> session;
  private final Map<Integer, TInt32> sizes = new ConcurrentHashMap<>();

  /** {@code jpeg.get(n)} decodes at 1/2ⁿ. */
  private record Points(
      Placeholder<TString> encoded,
      Placeholder<TInt32> size,
      List<Operand<TUint8>> jpeg,
      Operand<TUint8> png,
      Operand<TString> blackJpeg,
      Operand<TString> blackPng) {}

  private FrameDecoder(GraphSession<Points> session) {
    this.session = session;
  }

  /**
   * Opens a session and decodes a picture of each kind once, so that no frame waits for
   * TensorFlow's first run; the caller closes the decoder.
   */
  public static FrameDecoder open() {
    var decoder = new FrameDecoder(GraphSession.open(FrameDecoder::build));
    try {
      decoder.warm();
      return decoder;
    } catch (RuntimeException | Error failure) {
      decoder.close();
      throw failure;
    }
  }

  /**
   * Decodes and resizes one picture.
   *
   * @param header of {@code encoded}
   * @param side pixels, at least 1
   * @param rgb receives {@code uint8 [side, side, 3]}, RGB, rows top to bottom
   * @throws UnreadableImageException undecodable
   */
  public void decode(byte[] encoded, ImageHeader header, int side, byte[] rgb) {
    decode(encoded, header, graph(header.format(), dctRatio(header, side)), side, rgb);
  }

  /** The same with every pixel of the picture decoded: slower, and what the fast way is held to. */
  public void decodeFully(byte[] encoded, ImageHeader header, int side, byte[] rgb) {
    decode(encoded, header, graph(header.format(), 1), side, rgb);
  }

  private void decode(
      byte[] encoded, ImageHeader header, Operand<TUint8> graph, int side, byte[] rgb) {
    if (rgb.length != side * side * (int) RGB) {
      throw new IllegalArgumentException(
          "room for %d bytes of RGB (expected: %d for %d×%d)"
              .formatted(rgb.length, side * side * (int) RGB, side, side));
    }
    try (TString picture = TString.tensorOfBytes(NdArrays.scalarOfObject(encoded))) {
      decode(picture, graph, side, rgb);
    } catch (TFInvalidArgumentException undecodable) {
      throw new UnreadableImageException(
          Reason.UNDECODABLE,
          "%s of %d bytes cannot be decoded: %s"
              .formatted(header.format(), encoded.length, firstLine(undecodable)),
          undecodable);
    }
  }

  private Operand<TUint8> graph(ImageFormat format, int dctRatio) {
    Points points = session.points();
    return switch (format) {
      case PNG -> points.png;
      case JPEG -> points.jpeg.get(Integer.numberOfTrailingZeros(dctRatio));
    };
  }

  private void decode(TString picture, Operand<TUint8> graph, int side, byte[] rgb) {
    Points points = session.points();
    try (Result result =
        session
            .runner()
            .feed(points.encoded, picture)
            .feed(points.size, size(side))
            .fetch(graph)
            .run()) {
      result.get(0).asRawTensor().data().read(rgb);
    }
  }

  private void warm() {
    Points points = session.points();
    var rgb = new byte[WARM_SIDE * WARM_SIDE * (int) RGB];
    try (Result black = session.runner().fetch(points.blackJpeg).fetch(points.blackPng).run()) {
      points.jpeg.forEach(graph -> decode((TString) black.get(0), graph, WARM_SIDE, rgb));
      decode((TString) black.get(1), points.png, WARM_SIDE, rgb);
    }
  }

  /**
   * How much smaller a JPEG may be decoded: the largest of 1, 2, 4 and 8 that leaves {@code side}
   * pixels or more.
   */
  static int dctRatio(ImageHeader header, int side) {
    int shorter = Math.min(header.width(), header.height());
    int ratio = 1;
    for (int candidate : DCT_RATIOS) {
      // libjpeg rounds a scaled size up.
      if ((shorter + candidate - 1) / candidate >= side) {
        ratio = candidate;
      }
    }
    return ratio;
  }

  @Override
  public void close() {
    session.close();
    sizes.values().forEach(TInt32::close);
  }

  private TInt32 size(int side) {
    return sizes.computeIfAbsent(
        side,
        key -> TInt32.tensorOf(Shape.of(2), DataBuffers.of(new int[] {key, key}, true, false)));
  }

  private static Points build(Ops tf) {
    var encoded = tf.placeholder(TString.class, Placeholder.shape(Shape.scalar()));
    var size = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(2)));
    var jpeg = new ArrayList<Operand<TUint8>>();
    for (int ratio : DCT_RATIOS) {
      var whole =
          tf.image.decodeJpeg(
              encoded,
              DecodeJpeg.channels(RGB),
              DecodeJpeg.ratio((long) ratio),
              DecodeJpeg.dctMethod("INTEGER_ACCURATE"));
      jpeg.add(stretch(tf, whole, size));
    }
    var png = stretch(tf, tf.image.decodePng(encoded, TUint8.class, DecodePng.channels(RGB)), size);
    var black = tf.zeros(tf.constant(new int[] {WARM_SIDE, WARM_SIDE, (int) RGB}), TUint8.class);
    return new Points(
        encoded, size, jpeg, png, tf.image.encodeJpeg(black), tf.image.encodePng(black));
  }

  /**
   * Half-pixel centres, as in TensorFlow 2, OpenCV and the browsers; bilinear values of bytes need
   * no clamping.
   */
  private static Operand<TUint8> stretch(Ops tf, Operand<TUint8> picture, Operand<TInt32> size) {
    var batch = tf.expandDims(picture, tf.constant(0));
    var resized = tf.image.resizeBilinear(batch, size, ResizeBilinear.halfPixelCenters(true));
    return tf.dtypes.cast(tf.math.round(resized), TUint8.class);
  }

  private static String firstLine(Exception failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
