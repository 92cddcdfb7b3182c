package dev.framelens.tagging.resizing;

import dev.framelens.contract.RejectionReason;
import dev.framelens.model.image.FrameDecoder;
import dev.framelens.model.image.PictureFit;
import dev.framelens.model.image.PictureTarget;
import dev.framelens.model.image.UndecodableImageException;
import dev.framelens.model.serving.ModelCache;
import dev.framelens.tagging.admission.AdmittedFrame;
import dev.framelens.tagging.admission.ModelChoice;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Frames to pixels, with the decoder that the JVM's cache owns. Apart from the operator, which is
 * deserialised before anybody knows whether TensorFlow may be touched.
 */
final class FrameResizer {
  private final Decoding decoding;
  private final double maxMissingRows;
  private final Map<List<ModelChoice>, Squares> squares = new HashMap<>();

  /** One decode into each target's square, as {@link FrameDecoder#decode} does it. */
  interface Decoding {
    double decode(byte[] encoded, FrameRegion region, List<PictureTarget> targets);
  }

  /** The room that frames of the same models share. */
  private record Squares(List<PictureTarget> targets, byte[][] rgb) {
    static Squares of(List<ModelChoice> models) {
      List<PictureTarget> targets =
          models.stream()
              .map(model -> PictureTarget.allocate(PictureFit.of(model.fit()), model.side()))
              .toList();
      return new Squares(targets, targets.stream().map(PictureTarget::rgb).toArray(byte[][]::new));
    }
  }

  FrameResizer(Decoding decoding, double maxMissingRows) {
    this.decoding = decoding;
    this.maxMissingRows = maxMissingRows;
  }

  /**
   * Warmed for frames of each of these lists of models.
   *
   * @param maxMissingRows share of a picture's rows that may be missing
   */
  static FrameResizer ofThisJvm(List<List<ModelChoice>> first, double maxMissingRows) {
    FrameDecoder decoder = ModelCache.ofThisJvm().decoder();
    var resizer =
        new FrameResizer(
            (encoded, region, targets) ->
                decoder.decode(encoded, region.shape(), region.crop(), targets),
            maxMissingRows);
    first.forEach(models -> resizer.warm(decoder, models));
    return resizer;
  }

  /**
   * For each of the models {@code uint8 [side, side, 3]}, RGB; overwritten by the next frame of the
   * same models.
   */
  byte[][] pixels(List<ModelChoice> models) {
    return squares(models).rgb();
  }

  /**
   * Fills {@link #pixels} of the frame's models from one decode.
   *
   * @return the frame as it goes on, with what share of its rows is missing
   * @throws UnresizableException where it cannot be decoded, or too much of it is missing
   */
  AdmittedFrame resize(AdmittedFrame admitted) throws UnresizableException {
    double missing;
    try {
      missing =
          decoding.decode(
              admitted.encoded(), FrameRegion.of(admitted), squares(admitted.models()).targets());
    } catch (UndecodableImageException undecodable) {
      // The header was read by admission, so what fails now is the picture itself.
      throw reject(admitted, String.valueOf(undecodable.getMessage()));
    } catch (RuntimeException | OutOfMemoryError unforeseen) {
      // Whatever else: no picture stops those behind it.
      throw reject(admitted, unforeseen.toString());
    }
    if (missing > maxMissingRows) {
      throw reject(
          admitted,
          String.format(
              Locale.ROOT,
              "%.3f of the picture's rows are missing (expected: at most %s)",
              missing,
              maxMissingRows));
    }
    return missing > 0 ? admitted.truncated(missing) : admitted;
  }

  private static UnresizableException reject(AdmittedFrame admitted, String why) {
    return new UnresizableException(admitted.rejected(RejectionReason.UNDECODABLE, why));
  }

  /** Makes ready for frames of such models: none waits for TensorFlow's first run. */
  List<Runnable> preparations(List<ModelChoice> models) {
    return List.of(() -> warm(ModelCache.ofThisJvm().decoder(), models));
  }

  /** For whole frames, and for regions of them: a camera may be configured with one at any time. */
  private void warm(FrameDecoder decoder, List<ModelChoice> models) {
    var targets = squares(models).targets();
    decoder.warm(targets);
    decoder.warmCrops(targets);
  }

  /** Gives back the squares of all lists but these; one that comes back gets new ones. */
  void retain(Collection<List<ModelChoice>> lists) {
    squares.keySet().retainAll(Set.copyOf(lists));
  }

  private Squares squares(List<ModelChoice> models) {
    return squares.computeIfAbsent(models, Squares::of);
  }
}
