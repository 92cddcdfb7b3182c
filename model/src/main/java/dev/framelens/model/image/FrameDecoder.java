package dev.framelens.model.image;

import static java.util.Objects.requireNonNull;

import dev.framelens.model.graph.GraphSession;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.image.DecodeJpeg;
import org.tensorflow.op.image.DecodePng;
import org.tensorflow.op.image.ResizeBilinear;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/**
 * Encoded pictures to pixels at the sides of one or two models, in TensorFlow: decoded once,
 * brought into a square as each model wants it, bilinear, rounded.
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

  /** The first byte of every PNG, and of no JPEG. */
  private static final byte PNG_START = (byte) 0x89;

  private static final int[] DCT_RATIOS = {1, 2, 4, 8};

  /** A classifier and a detector look at the same picture. */
  private static final int MOST_TARGETS = 2;

  private final GraphSession<Points> session;
  private final Map<Integer, TInt32> sizes = new ConcurrentHashMap<>();

  /** One of the squares that a picture is brought into; its size is fed. */
  private record Square(Placeholder<TInt32> size, Map<PictureFit, Operand<TUint8>> fits) {}

  /** {@code jpeg.get(n)} decodes at 1/2ⁿ; each way of decoding has its squares. */
  private record Points(
      Placeholder<TString> encoded,
      List<List<Square>> jpeg,
      List<Square> png,
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
      decoder.warm(List.of(PictureTarget.allocate(PictureFit.STRETCH, WARM_SIDE)));
      return decoder;
    } catch (RuntimeException | Error failure) {
      decoder.close();
      throw failure;
    }
  }

  /**
   * Decodes one picture and stretches it to one square.
   *
   * @param encoded a JPEG or PNG
   * @param width pixels, as its header says
   * @param height pixels, as its header says
   * @param side pixels, at least 1
   * @param rgb receives {@code uint8 [side, side, 3]}, RGB, rows top to bottom
   * @throws UndecodableImageException undecodable
   */
  public void decode(byte[] encoded, int width, int height, int side, byte[] rgb) {
    decode(encoded, width, height, List.of(new PictureTarget(PictureFit.STRETCH, side, rgb)));
  }

  /** The same with every pixel of the picture decoded: slower, and what the fast way is held to. */
  public void decodeFully(byte[] encoded, int side, byte[] rgb) {
    decode(encoded, 1, List.of(new PictureTarget(PictureFit.STRETCH, side, rgb)));
  }

  /**
   * Decodes one picture once and brings it into each target's square.
   *
   * @param encoded a JPEG or PNG
   * @param width pixels, as its header says
   * @param height pixels, as its header says
   * @param targets one or two
   * @throws UndecodableImageException undecodable
   */
  public void decode(byte[] encoded, int width, int height, List<PictureTarget> targets) {
    if (targets.isEmpty() || targets.size() > MOST_TARGETS) {
      throw new IllegalArgumentException(
          "%d targets (expected: 1 to %d)".formatted(targets.size(), MOST_TARGETS));
    }
    int largest = targets.stream().mapToInt(PictureTarget::side).max().getAsInt();
    decode(encoded, dctRatio(width, height, largest), targets);
  }

  private void decode(byte[] encoded, int dctRatio, List<PictureTarget> targets) {
    boolean png = encoded.length > 0 && encoded[0] == PNG_START;
    try (TString picture = TString.tensorOfBytes(NdArrays.scalarOfObject(encoded))) {
      decode(picture, squares(png, dctRatio), targets);
    } catch (RuntimeException | OutOfMemoryError undecodable) {
      // Too large for the memory there is counts too: the next picture may fit.
      throw new UndecodableImageException(
          "%s of %d bytes cannot be decoded: %s"
              .formatted(png ? "PNG" : "JPEG", encoded.length, firstLine(undecodable)),
          undecodable);
    }
  }

  private List<Square> squares(boolean png, int dctRatio) {
    Points points = session.points();
    return png ? points.png : points.jpeg.get(Integer.numberOfTrailingZeros(dctRatio));
  }

  private void decode(TString picture, List<Square> squares, List<PictureTarget> targets) {
    Session.Runner runner = session.runner().feed(session.points().encoded, picture);
    for (int index = 0; index < targets.size(); index++) {
      PictureTarget target = targets.get(index);
      Square square = squares.get(index);
      runner.feed(square.size, size(target.side()));
      runner.fetch(requireNonNull(square.fits.get(target.fit())));
    }
    try (Result result = runner.run()) {
      for (int index = 0; index < targets.size(); index++) {
        result.get(index).asRawTensor().data().read(targets.get(index).rgb());
      }
    }
  }

  /**
   * Decodes a black picture of each kind into such targets once: TensorFlow prepares each
   * combination on its first run, and no frame should wait for that.
   */
  public void warm(List<PictureTarget> targets) {
    Points points = session.points();
    try (Result black = session.runner().fetch(points.blackJpeg).fetch(points.blackPng).run()) {
      points.jpeg.forEach(squares -> decode((TString) black.get(0), squares, targets));
      decode((TString) black.get(1), points.png, targets);
    }
  }

  /**
   * How much smaller a JPEG may be decoded: the largest of 1, 2, 4 and 8 that leaves {@code side}
   * pixels or more.
   */
  static int dctRatio(int width, int height, int side) {
    int shorter = Math.min(width, height);
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
    var sizes = new ArrayList<Placeholder<TInt32>>();
    for (int target = 0; target < MOST_TARGETS; target++) {
      sizes.add(tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(2))));
    }
    var jpeg = new ArrayList<List<Square>>();
    for (int ratio : DCT_RATIOS) {
      var whole =
          tf.image.decodeJpeg(
              encoded,
              DecodeJpeg.channels(RGB),
              DecodeJpeg.ratio((long) ratio),
              DecodeJpeg.dctMethod("INTEGER_ACCURATE"));
      jpeg.add(squares(tf, whole, sizes));
    }
    var png = tf.image.decodePng(encoded, TUint8.class, DecodePng.channels(RGB));
    var black = tf.zeros(tf.constant(new int[] {WARM_SIDE, WARM_SIDE, (int) RGB}), TUint8.class);
    return new Points(
        encoded,
        jpeg,
        squares(tf, png, sizes),
        tf.image.encodeJpeg(black),
        tf.image.encodePng(black));
  }

  private static List<Square> squares(
      Ops tf, Operand<TUint8> picture, List<Placeholder<TInt32>> sizes) {
    var squares = new ArrayList<Square>();
    for (Placeholder<TInt32> size : sizes) {
      var fits = new EnumMap<PictureFit, Operand<TUint8>>(PictureFit.class);
      for (PictureFit fit : PictureFit.values()) {
        fits.put(fit, square(tf, picture, fit, size));
      }
      squares.add(new Square(size, fits));
    }
    return squares;
  }

  /** Bilinear values of bytes need no clamping. */
  private static Operand<TUint8> square(
      Ops tf, Operand<TUint8> picture, PictureFit fit, Operand<TInt32> size) {
    var resized =
        fit.pads()
            ? padded(tf, picture, size)
            : tf.image.resizeBilinear(
                tf.expandDims(picture, tf.constant(0)),
                size,
                ResizeBilinear.halfPixelCenters(fit.halfPixelCentres()));
    return tf.dtypes.cast(tf.math.round(resized), TUint8.class);
  }

  /**
   * The picture in the upper left corner of a black square: output pixel i is input pixel i · (the
   * longer edge ÷ side), and black beyond. The square exists at the model's side alone, or a
   * picture of one long edge would take the square of that edge in memory. One black row and column
   * follow the picture, into which its last pixels fade.
   */
  private static Operand<TFloat32> padded(Ops tf, Operand<TUint8> picture, Operand<TInt32> size) {
    var first = tf.constant(new int[] {0});
    var edges = tf.slice(tf.shape(picture), first, tf.constant(new int[] {2}));
    var longer = tf.dtypes.cast(tf.max(edges, tf.constant(0)), TFloat32.class);
    var pixels = tf.dtypes.cast(edges, TFloat32.class);
    var sides = tf.dtypes.cast(size, TFloat32.class);
    // The last output pixel, as a share of the picture's edge with its black row.
    var last =
        tf.math.div(
            tf.math.mul(tf.math.sub(sides, tf.constant(1f)), longer), tf.math.mul(sides, pixels));
    var box = tf.concat(List.of(tf.constant(new float[] {0, 0}), last), tf.constant(0));
    var faded =
        tf.pad(
            picture,
            tf.constant(new int[][] {{0, 1}, {0, 1}, {0, 0}}),
            tf.dtypes.cast(tf.constant(0), TUint8.class));
    return tf.image.cropAndResize(
        tf.expandDims(faded, tf.constant(0)), tf.expandDims(box, tf.constant(0)), first, size);
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
