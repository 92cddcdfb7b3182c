package dev.framelens.model.image;

import static java.util.Objects.requireNonNull;

import dev.framelens.model.graph.GraphSession;
import dev.framelens.model.image.DecoderGraph.Border;
import dev.framelens.model.image.DecoderGraph.PartFeeds;
import dev.framelens.model.image.DecoderGraph.Square;
import dev.framelens.model.image.PictureCrop.Region;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;

/**
 * Encoded pictures to pixels at the sides of one or two models, in TensorFlow: decoded once,
 * brought into a square as each model wants it, bilinear, rounded.
 *
 * <p>A JPEG much larger than the side is decoded at a half, a quarter or an eighth of its size,
 * which libjpeg does in the inverse DCT: the smallest that still has at least the side in both
 * directions.
 *
 * <p>Of a JPEG of which a part alone is wanted, the rows behind it are not read, and of the others
 * no more than the bits; the colours of its own blocks alone are worked out. All blocks of a
 * progressive one are read, as they come in several scans; a PNG is decoded whole and cut.
 *
 * <p>Thread-safe; each call runs on its caller's thread.
 */
public final class FrameDecoder implements AutoCloseable {
  private static final int RGB = 3;
  private static final PictureShape WARM_SHAPE =
      PictureShape.upright(DecoderGraph.BLACK_SIDE, DecoderGraph.BLACK_SIDE);
  private static final PictureCrop WARM_CROP = PictureCrop.of(WARM_SHAPE, 0.25, 0.25, 0.75, 0.75);

  /** Of every channel, where a JPEG's coefficients are all 0. */
  private static final int GREY = 128;

  /** The bytes of a JPEG's end marker; the first begins each of its markers. */
  private static final byte MARKER = (byte) 0xFF;

  private static final byte END_OF_IMAGE = (byte) 0xD9;

  /** The first byte of every PNG, and of no JPEG. */
  private static final byte PNG_START = (byte) 0x89;

  private final GraphSession<DecoderGraph> session;
  private final Map<Integer, TInt32> sizes = new ConcurrentHashMap<>();

  /** What is decoded of a picture, and at 1/{@code ratio} of its size. */
  private record Cut(PictureShape shape, PictureCrop crop, boolean isPng, int ratio) {
    static Cut fully(PictureShape shape, boolean isPng) {
      return new Cut(shape, PictureCrop.whole(shape), isPng, 1);
    }

    boolean isWhole() {
      return crop.equals(PictureCrop.whole(shape));
    }

    /** The part, decoded, as a picture of its own. */
    PictureShape decoded() {
      return crop.asPicture(shape).dividedBy(ratio);
    }

    List<Square> squares(DecoderGraph graph) {
      return (isWhole() ? graph.whole() : graph.cropped()).squares(isPng, ratio);
    }

    /** The part in the file, decoded. */
    Region part() {
      return crop.inFile(shape).dividedBy(ratio);
    }

    /**
     * What is decoded for it: with a column more on each side, as libjpeg makes the colours of
     * pixels from their neighbours' too. Rows it reads itself as far as it needs them.
     */
    Region window() {
      Region all = PictureCrop.whole(shape).inFile(shape).dividedBy(ratio);
      return isPng ? all : part().widerWithin(all);
    }
  }

  private FrameDecoder(GraphSession<DecoderGraph> session) {
    this.session = session;
  }

  /**
   * Opens a session and decodes a picture of each kind once, so that no frame waits for
   * TensorFlow's first run; the caller closes the decoder.
   */
  public static FrameDecoder open() {
    var decoder = new FrameDecoder(GraphSession.open(DecoderGraph::build));
    try {
      decoder.warm(List.of(PictureTarget.allocate(PictureFit.STRETCH, DecoderGraph.BLACK_SIDE)));
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
        Cut.fully(PictureShape.upright(1, 1), isPng(encoded, 0)),
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
    return decode(encoded, shape, PictureCrop.whole(shape), targets);
  }

  /**
   * Decodes a part of one picture and brings it, upright, into each target's square as if it were a
   * picture of its own.
   *
   * @param encoded a JPEG or PNG
   * @param shape of the whole picture, as its header says
   * @param crop as {@link PictureCrop#of} makes it of this shape
   * @param targets one or two
   * @return the share of the whole picture's rows for which the file has no data, in [0, 1]; 0
   *     where the part's last rows in the file are not grey, as missing ones are
   * @throws UndecodableImageException undecodable, or the part reaches beyond what is there
   * @throws IllegalArgumentException a crop beyond the picture or of no whole blocks
   */
  public double decode(
      byte[] encoded, PictureShape shape, PictureCrop crop, List<PictureTarget> targets) {
    if (targets.isEmpty() || targets.size() > DecoderGraph.MOST_TARGETS) {
      throw new IllegalArgumentException(
          "%d targets (expected: 1 to %d)".formatted(targets.size(), DecoderGraph.MOST_TARGETS));
    }
    crop.requireIn(shape);
    PictureShape part = crop.asPicture(shape);
    int largest = targets.stream().mapToInt(PictureTarget::side).max().getAsInt();
    boolean png = isPng(encoded, shape.start());
    int ratio = png ? 1 : DecoderGraph.dctRatio(part.width(), part.height(), largest);
    decode(encoded, new Cut(shape, crop, png, ratio), targets);
    return !png && targets.stream().allMatch(target -> endsGrey(target, part))
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
      if (!isGrey(target.rgb(), at * RGB)) {
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

  private void decode(byte[] encoded, Cut cut, List<PictureTarget> targets) {
    byte[] whole = whole(encoded, cut.shape.start(), !cut.isPng && endsWithinMarker(encoded));
    try (TString picture = TString.tensorOfBytes(NdArrays.scalarOfObject(whole))) {
      decode(picture, cut, targets);
    } catch (RuntimeException | OutOfMemoryError undecodable) {
      // Too large for the memory there is counts too: the next picture may fit.
      throw new UndecodableImageException(
          "%s of %d bytes cannot be decoded: %s"
              .formatted(cut.isPng ? "PNG" : "JPEG", encoded.length, firstLine(undecodable)),
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

  private void decode(TString picture, Cut cut, List<PictureTarget> targets) {
    DecoderGraph graph = session.points();
    Session.Runner runner = session.runner().feed(graph.encoded(), picture);
    if (cut.isWhole()) {
      run(runner, cut, targets);
      return;
    }
    PartFeeds feeds = graph.part();
    Region window = cut.window();
    Region part = cut.part();
    int top = part.top() - window.top();
    int left = part.left() - window.left();
    try (TInt32 windowFed = ints(window.top(), window.left(), window.height(), window.width());
        TInt32 begin = ints(top, left, 0);
        TInt32 size = ints(part.height(), part.width(), RGB)) {
      runner.feed(feeds.window(), windowFed).feed(feeds.begin(), begin).feed(feeds.size(), size);
      run(runner, cut, targets);
    }
  }

  private void run(Session.Runner runner, Cut cut, List<PictureTarget> targets) {
    PictureShape shape = cut.decoded();
    List<Square> squares = cut.squares(session.points());
    var boxes = new ArrayList<TFloat32>();
    try {
      for (int index = 0; index < targets.size(); index++) {
        PictureTarget target = targets.get(index);
        Square square = squares.get(index);
        runner.feed(square.feeds().size(), size(target.side()));
        if (needsBox(target.fit(), shape)) {
          TFloat32 box = box(target, shape);
          boxes.add(box);
          runner.feed(square.feeds().box(), box);
          runner.fetch(
              requireNonNull(square.boxed().get(target.fit().pads() ? Border.BLACK : Border.SAME)));
        } else {
          runner.fetch(requireNonNull(square.fits().get(target.fit())));
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
   * combination on its first run, and no frame should wait for that. Parts of pictures are {@link
   * #warmCrops another matter}.
   */
  public void warm(List<PictureTarget> targets) {
    warm(targets, PictureCrop.whole(WARM_SHAPE));
  }

  /** The same for parts of pictures, each combination of which is one of its own. */
  public void warmCrops(List<PictureTarget> targets) {
    warm(targets, WARM_CROP);
  }

  private void warm(List<PictureTarget> targets, PictureCrop crop) {
    DecoderGraph graph = session.points();
    try (Result black = session.runner().fetch(graph.blackJpeg()).fetch(graph.blackPng()).run()) {
      for (int ratio : DecoderGraph.DCT_RATIOS) {
        decode((TString) black.get(0), new Cut(WARM_SHAPE, crop, false, ratio), targets);
      }
      decode((TString) black.get(1), new Cut(WARM_SHAPE, crop, true, 1), targets);
    }
  }

  @Override
  public void close() {
    session.close();
    sizes.values().forEach(TInt32::close);
  }

  private static TInt32 ints(int... values) {
    return TInt32.tensorOf(Shape.of(values.length), DataBuffers.of(values, true, false));
  }

  private TInt32 size(int side) {
    return sizes.computeIfAbsent(side, key -> ints(key, key));
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
