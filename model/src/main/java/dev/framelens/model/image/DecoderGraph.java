package dev.framelens.model.image;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.image.DecodeAndCropJpeg;
import org.tensorflow.op.image.DecodeJpeg;
import org.tensorflow.op.image.DecodePng;
import org.tensorflow.op.image.ResizeBilinear;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/** What the decoder's graph is fed with and what it gives, of whole pictures and of parts. */
record DecoderGraph(
    Placeholder<TString> encoded,
    PartFeeds part,
    Ways whole,
    Ways cropped,
    Operand<TString> blackJpeg,
    Operand<TString> blackPng) {

  /** A classifier and a detector look at the same picture. */
  static final int MOST_TARGETS = 2;

  static final int BLACK_SIDE = 32;

  private static final long RGB = 3;

  /** Those that libjpeg and TensorFlow know. */
  static final int[] DCT_RATIOS = {1, 2, 4, 8};

  private static final String DCT_METHOD = "INTEGER_ACCURATE";

  /** What lies beyond a picture's edges, where a target shows more of it or it lies otherwise. */
  enum Border {
    BLACK,
    /** It goes on as it is there. */
    SAME
  }

  /** What a target is fed with. */
  record Feeds(Placeholder<TInt32> size, Placeholder<TFloat32> box) {}

  /** One of the squares that a picture is brought into. */
  record Square(
      Feeds feeds, Map<PictureFit, Operand<TUint8>> fits, Map<Border, Operand<TUint8>> boxed) {}

  /** {@code jpeg.get(n)} decodes at 1/2ⁿ; each way of decoding has its squares. */
  record Ways(List<List<Square>> jpeg, List<Square> png) {
    List<Square> squares(boolean isPng, int dctRatio) {
      return isPng ? png : jpeg.get(Integer.numberOfTrailingZeros(dctRatio));
    }
  }

  /**
   * Which part is decoded, in pixels of the file at the size that it is decoded at.
   *
   * @param window of a JPEG, {@code [4]}: its first row and column, its height and width
   * @param begin of what is then taken of the decoded pixels, {@code [3]}: row, column, channel
   * @param size of that, {@code [3]}: height, width, channels
   */
  record PartFeeds(
      Placeholder<TInt32> window, Placeholder<TInt32> begin, Placeholder<TInt32> size) {}

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

  static DecoderGraph build(Ops tf) {
    var encoded = tf.placeholder(TString.class, Placeholder.shape(Shape.scalar()));
    var feeds = new ArrayList<Feeds>();
    for (int target = 0; target < MOST_TARGETS; target++) {
      feeds.add(
          new Feeds(
              ints(tf, 2), tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(1, 4)))));
    }
    var part = new PartFeeds(ints(tf, 4), ints(tf, RGB), ints(tf, RGB));
    var jpeg = new ArrayList<List<Square>>();
    var jpegPart = new ArrayList<List<Square>>();
    for (int ratio : DCT_RATIOS) {
      jpeg.add(squares(tf, jpeg(tf, encoded, ratio), feeds));
      jpegPart.add(squares(tf, jpegPart(tf, encoded, part, ratio), feeds));
    }
    var png = tf.image.decodePng(encoded, TUint8.class, DecodePng.channels(RGB));
    var black = tf.zeros(tf.constant(new int[] {BLACK_SIDE, BLACK_SIDE, (int) RGB}), TUint8.class);
    return new DecoderGraph(
        encoded,
        part,
        new Ways(jpeg, squares(tf, png, feeds)),
        new Ways(jpegPart, squares(tf, tf.slice(png, part.begin, part.size), feeds)),
        tf.image.encodeJpeg(black),
        tf.image.encodePng(black));
  }

  private static Placeholder<TInt32> ints(Ops tf, long count) {
    return tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(count)));
  }

  private static Operand<TUint8> jpeg(Ops tf, Operand<TString> encoded, long ratio) {
    return tf.image.decodeJpeg(
        encoded,
        DecodeJpeg.channels(RGB),
        DecodeJpeg.ratio(ratio),
        // A missing end marker costs nothing; missing rows are counted.
        DecodeJpeg.tryRecoverTruncated(true),
        DecodeJpeg.dctMethod(DCT_METHOD));
  }

  private static Operand<TUint8> jpegPart(
      Ops tf, Operand<TString> encoded, PartFeeds part, long ratio) {
    var window =
        tf.image.decodeAndCropJpeg(
            encoded,
            part.window,
            DecodeAndCropJpeg.channels(RGB),
            DecodeAndCropJpeg.ratio(ratio),
            DecodeAndCropJpeg.tryRecoverTruncated(true),
            DecodeAndCropJpeg.dctMethod(DCT_METHOD));
    return tf.slice(window, part.begin, part.size);
  }

  /** Each node costs time where a session opens: what targets can share, they share. */
  private static List<Square> squares(Ops tf, Operand<TUint8> picture, List<Feeds> feeds) {
    var zero = tf.constant(0);
    var frame = tf.constant(new int[][] {{1, 1}, {1, 1}, {0, 0}});
    var first = tf.constant(new int[] {0});
    var bare = tf.expandDims(picture, zero);
    var framed =
        Map.of(
            Border.BLACK,
            tf.expandDims(tf.pad(picture, frame, tf.dtypes.cast(zero, TUint8.class)), zero),
            Border.SAME,
            tf.expandDims(tf.mirrorPad(picture, frame, "SYMMETRIC"), zero));
    var squares = new ArrayList<Square>();
    for (Feeds feed : feeds) {
      var fits = new EnumMap<PictureFit, Operand<TUint8>>(PictureFit.class);
      for (PictureFit fit : PictureFit.values()) {
        if (!fit.pads()) {
          fits.put(fit, stretched(tf, bare, fit, feed.size));
        }
      }
      var boxed = new EnumMap<Border, Operand<TUint8>>(Border.class);
      framed.forEach((border, pixels) -> boxed.put(border, boxed(tf, pixels, first, feed)));
      squares.add(new Square(feed, fits, boxed));
    }
    return squares;
  }

  /** Bilinear values of bytes need no clamping. */
  private static Operand<TUint8> stretched(
      Ops tf, Operand<TUint8> pictures, PictureFit fit, Operand<TInt32> size) {
    return rounded(
        tf,
        tf.image.resizeBilinear(
            pictures, size, ResizeBilinear.halfPixelCenters(fit.halfPixelCentres())));
  }

  /**
   * The part of a picture in the box, at the target's size, black beyond the picture's frame. A
   * padded square exists at the model's side alone: at the picture's own size it would take the
   * square of its longer edge in memory.
   */
  private static Operand<TUint8> boxed(
      Ops tf, Operand<TUint8> framed, Operand<TInt32> picture, Feeds feed) {
    return rounded(tf, tf.image.cropAndResize(framed, feed.box, picture, feed.size));
  }

  private static Operand<TUint8> rounded(Ops tf, Operand<TFloat32> pixels) {
    return tf.dtypes.cast(tf.math.round(pixels), TUint8.class);
  }
}
