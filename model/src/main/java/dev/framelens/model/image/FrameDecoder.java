package dev.framelens.model.image;

import static java.util.Objects.requireNonNull;

import dev.framelens.model.graph.GraphSession;
import java.util.ArrayList;
import java.util.Arrays;
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

  /** Of every channel, where a JPEG's coefficients are all 0. */
  private static final int GREY = 128;

  /** The bytes of a JPEG's end marker; the first begins each of its markers. */
  private static final byte MARKER = (byte) 0xFF;

  private static final byte END_OF_IMAGE = (byte) 0xD9;

  /** The first byte of every PNG, and of no JPEG. */
  private static final byte PNG_START = (byte) 0x89;

  private static final int[] DCT_RATIOS = {1, 2, 4, 8};

  /** A classifier and a detector look at the same picture. */
  private static final int MOST_TARGETS = 2;

  private final GraphSession<Points> session;
  private final Map<Integer, TInt32> sizes = new ConcurrentHashMap<>();

  /**
   * Which part of a picture a target shows, where it is more or lies otherwise than the picture.
   */
  private enum Crop {
    /** Beyond its edges it is black. */
    BLACK,
    /** Beyond its edges it goes on as it is there. */
    SAME
  }

  /** What a target is fed with. */
  private record Feeds(Placeholder<TInt32> size, Placeholder<TFloat32> box) {}

  /** One of the squares that a picture is brought into. */
  private record Square(
      Feeds feeds, Map<PictureFit, Operand<TUint8>> fits, Map<Crop, Operand<TUint8>> crops) {}

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
    // Whoever has one square alone asks for nothing more.
    double unused =
        decode(
            encoded,
            PictureShape.upright(width, height),
            List.of(new PictureTarget(PictureFit.STRETCH, side, rgb)));
  }

  /** The same with every pixel of the picture decoded: slower, and what the fast way is held to. */
  public void decodeFully(byte[] encoded, int side, byte[] rgb) {
    decode(
        encoded,
        PictureShape.upright(1, 1),
        1,
        List.of(new PictureTarget(PictureFit.STRETCH, side, rgb)));
  }

  /**
   * Decodes one picture once and brings it, upright, into each target's square.
   *
   * @param encoded a JPEG or PNG
   * @param shape as its header says
   * @param targets one or two
   * @return the share of rows for which the file has no data, in [0, 1]: they come out grey
   * @throws UndecodableImageException undecodable
   */
  public double decode(byte[] encoded, PictureShape shape, List<PictureTarget> targets) {
    if (targets.isEmpty() || targets.size() > MOST_TARGETS) {
      throw new IllegalArgumentException(
          "%d targets (expected: 1 to %d)".formatted(targets.size(), MOST_TARGETS));
    }
    int largest = targets.stream().mapToInt(PictureTarget::side).max().getAsInt();
    boolean png = isPng(encoded, shape.start());
    int ratio = png ? 1 : dctRatio(shape.width(), shape.height(), largest);
    decode(encoded, shape, ratio, targets);
    return !png && targets.stream().allMatch(target -> endsGrey(target, shape))
        ? JpegRows.missing(encoded, shape.start())
        : 0;
  }

  /** What a decoder paints where data is missing: only then is it worth while to look for it. */
  private static boolean endsGrey(PictureTarget target, PictureShape shape) {
    int rows = shown(target, shape, shape.rowsInFile());
    int columns = shown(target, shape, shape.columnsInFile());
    int last = shape.hasRowsTurned() ? 0 : rows - 1;
    for (int along = 0; along < columns; along++) {
      int at = shape.isExchanged() ? along * target.side() + last : last * target.side() + along;
      if (!isGrey(target.rgb(), at * (int) RGB)) {
        return false;
      }
    }
    return true;
  }

  /** Pixels of the square along an edge that show the picture, at least 1. */
  private static int shown(PictureTarget target, PictureShape shape, int edge) {
    int longer = Math.max(shape.width(), shape.height());
    return target.fit().pads()
        ? (int) Math.max(1, (long) target.side() * edge / longer)
        : target.side();
  }

  private static boolean isGrey(byte[] rgb, int at) {
    for (int channel = 0; channel < RGB; channel++) {
      if (Math.abs((rgb[at + channel] & 0xFF) - GREY) > 1) {
        return false;
      }
    }
    return true;
  }

  private void decode(
      byte[] encoded, PictureShape shape, int dctRatio, List<PictureTarget> targets) {
    boolean png = isPng(encoded, shape.start());
    byte[] whole = whole(encoded, shape.start(), !png && endsWithinMarker(encoded));
    try (TString picture = TString.tensorOfBytes(NdArrays.scalarOfObject(whole))) {
      decode(picture, shape.dividedBy(dctRatio), squares(png, dctRatio), targets);
    } catch (RuntimeException | OutOfMemoryError undecodable) {
      // Too large for the memory there is counts too: the next picture may fit.
      throw new UndecodableImageException(
          "%s of %d bytes cannot be decoded: %s"
              .formatted(png ? "PNG" : "JPEG", encoded.length, firstLine(undecodable)),
          undecodable);
    }
  }

  /**
   * Whether a JPEG was cut behind the first byte of a marker. TensorFlow's reader gives libjpeg the
   * last byte again and again where data ends, and libjpeg skips bytes 0xFF until another comes:
   * for ever.
   */
  private static boolean endsWithinMarker(byte[] jpeg) {
    return jpeg.length > 0 && jpeg[jpeg.length - 1] == MARKER;
  }

  /** The picture from its start on, with its last marker made an end marker where that was cut. */
  private static byte[] whole(byte[] encoded, int start, boolean cut) {
    if (start == 0 && !cut) {
      return encoded;
    }
    byte[] whole = Arrays.copyOfRange(encoded, start, encoded.length + (cut ? 1 : 0));
    if (cut) {
      whole[whole.length - 1] = END_OF_IMAGE;
    }
    return whole;
  }

  private static boolean isPng(byte[] encoded, int start) {
    return encoded.length > start && encoded[start] == PNG_START;
  }

  private List<Square> squares(boolean png, int dctRatio) {
    Points points = session.points();
    return png ? points.png : points.jpeg.get(Integer.numberOfTrailingZeros(dctRatio));
  }

  private void decode(
      TString picture, PictureShape shape, List<Square> squares, List<PictureTarget> targets) {
    Session.Runner runner = session.runner().feed(session.points().encoded, picture);
    var boxes = new ArrayList<TFloat32>();
    try {
      for (int index = 0; index < targets.size(); index++) {
        PictureTarget target = targets.get(index);
        Square square = squares.get(index);
        runner.feed(square.feeds.size, size(target.side()));
        if (needsBox(target.fit(), shape)) {
          TFloat32 box = box(target, shape);
          boxes.add(box);
          runner.feed(square.feeds.box, box);
          runner.fetch(
              requireNonNull(square.crops.get(target.fit().pads() ? Crop.BLACK : Crop.SAME)));
        } else {
          runner.fetch(requireNonNull(square.fits.get(target.fit())));
        }
      }
      try (Result result = runner.run()) {
        for (int index = 0; index < targets.size(); index++) {
          PictureTarget target = targets.get(index);
          result.get(index).asRawTensor().data().read(target.rgb());
          turn(target, shape);
        }
      }
    } finally {
      boxes.forEach(TFloat32::close);
    }
  }

  /**
   * Of what is sampled from the corner on, the corner is another where the picture lies otherwise;
   * a stretched picture with half-pixel centres is the same from all sides.
   */
  private static boolean needsBox(PictureFit fit, PictureShape shape) {
    return fit.pads() || (!fit.halfPixelCentres() && !shape.isUpright());
  }

  private static void turn(PictureTarget target, PictureShape shape) {
    boolean boxed = needsBox(target.fit(), shape);
    boolean rows = !boxed && shape.hasRowsTurned();
    boolean columns = !boxed && shape.hasColumnsTurned();
    if (rows || columns || shape.isExchanged()) {
      Turn.upright(target.rgb(), target.side(), rows, columns, shape.isExchanged());
    }
  }

  /**
   * Where the square's first and last pixels lie in the picture with a frame of one pixel, as
   * shares of its edges: upright output pixel i is upright input pixel i · (edge ÷ side), of a
   * padded picture its longer edge. Where rows or columns run the other way, so does the box.
   */
  private static TFloat32 box(PictureTarget target, PictureShape shape) {
    int longer = Math.max(shape.width(), shape.height());
    int rows = shape.rowsInFile();
    int columns = shape.columnsInFile();
    boolean pads = target.fit().pads();
    float[] y = span(rows, pads ? longer : rows, target.side(), shape.hasRowsTurned());
    float[] x = span(columns, pads ? longer : columns, target.side(), shape.hasColumnsTurned());
    return TFloat32.tensorOf(
        Shape.of(1, 4), DataBuffers.of(new float[] {y[0], x[0], y[1], x[1]}, true, false));
  }

  private static float[] span(int edge, int squareEdge, int side, boolean turned) {
    double last = (side - 1) * (squareEdge / (double) side);
    double from = turned ? edge - 1.0 : 0;
    double to = turned ? edge - 1.0 - last : last;
    double framed = edge + 1.0; // the last pixel of the frame, counted from its first
    return new float[] {(float) ((from + 1) / framed), (float) ((to + 1) / framed)};
  }

  /**
   * Decodes a black picture of each kind into such targets once: TensorFlow prepares each
   * combination on its first run, and no frame should wait for that.
   */
  public void warm(List<PictureTarget> targets) {
    Points points = session.points();
    try (Result black = session.runner().fetch(points.blackJpeg).fetch(points.blackPng).run()) {
      var shape = PictureShape.upright(WARM_SIDE, WARM_SIDE);
      points.jpeg.forEach(squares -> decode((TString) black.get(0), shape, squares, targets));
      decode((TString) black.get(1), shape, points.png, targets);
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
    var feeds = new ArrayList<Feeds>();
    for (int target = 0; target < MOST_TARGETS; target++) {
      feeds.add(
          new Feeds(
              tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(2))),
              tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(1, 4)))));
    }
    var jpeg = new ArrayList<List<Square>>();
    for (int ratio : DCT_RATIOS) {
      var whole =
          tf.image.decodeJpeg(
              encoded,
              DecodeJpeg.channels(RGB),
              DecodeJpeg.ratio((long) ratio),
              // A missing end marker costs nothing; missing rows are counted.
              DecodeJpeg.tryRecoverTruncated(true),
              DecodeJpeg.dctMethod("INTEGER_ACCURATE"));
      jpeg.add(squares(tf, whole, feeds));
    }
    var png = tf.image.decodePng(encoded, TUint8.class, DecodePng.channels(RGB));
    var black = tf.zeros(tf.constant(new int[] {WARM_SIDE, WARM_SIDE, (int) RGB}), TUint8.class);
    return new Points(
        encoded,
        jpeg,
        squares(tf, png, feeds),
        tf.image.encodeJpeg(black),
        tf.image.encodePng(black));
  }

  private static List<Square> squares(Ops tf, Operand<TUint8> picture, List<Feeds> feeds) {
    var squares = new ArrayList<Square>();
    for (Feeds feed : feeds) {
      var fits = new EnumMap<PictureFit, Operand<TUint8>>(PictureFit.class);
      for (PictureFit fit : PictureFit.values()) {
        if (!fit.pads()) {
          fits.put(fit, stretched(tf, picture, fit, feed.size));
        }
      }
      var black =
          tf.pad(
              picture,
              tf.constant(new int[][] {{1, 1}, {1, 1}, {0, 0}}),
              tf.dtypes.cast(tf.constant(0), TUint8.class));
      var same =
          tf.mirrorPad(picture, tf.constant(new int[][] {{1, 1}, {1, 1}, {0, 0}}), "SYMMETRIC");
      squares.add(
          new Square(
              feed,
              fits,
              Map.of(Crop.BLACK, cropped(tf, black, feed), Crop.SAME, cropped(tf, same, feed))));
    }
    return squares;
  }

  /** Bilinear values of bytes need no clamping. */
  private static Operand<TUint8> stretched(
      Ops tf, Operand<TUint8> picture, PictureFit fit, Operand<TInt32> size) {
    return rounded(
        tf,
        tf.image.resizeBilinear(
            tf.expandDims(picture, tf.constant(0)),
            size,
            ResizeBilinear.halfPixelCenters(fit.halfPixelCentres())));
  }

  /**
   * The part of a picture in the box, at the target's size, black beyond the picture's frame. A
   * padded square exists at the model's side alone: at the picture's own size it would take the
   * square of its longer edge in memory.
   */
  private static Operand<TUint8> cropped(Ops tf, Operand<TUint8> framed, Feeds feed) {
    return rounded(
        tf,
        tf.image.cropAndResize(
            tf.expandDims(framed, tf.constant(0)),
            feed.box,
            tf.constant(new int[] {0}),
            feed.size));
  }

  private static Operand<TUint8> rounded(Ops tf, Operand<TFloat32> pixels) {
    return tf.dtypes.cast(tf.math.round(pixels), TUint8.class);
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
