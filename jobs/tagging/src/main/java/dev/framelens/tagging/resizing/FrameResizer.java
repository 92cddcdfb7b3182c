package dev.framelens.tagging.resizing;

import dev.framelens.contract.RejectionReason;
import dev.framelens.contract.picture.ImageHeader;
import dev.framelens.model.image.FrameDecoder;
import dev.framelens.model.image.PictureFit;
import dev.framelens.model.image.PictureTarget;
import dev.framelens.model.image.UndecodableImageException;
import dev.framelens.model.serving.ModelCache;
import dev.framelens.tagging.admission.AdmittedFrame;
import dev.framelens.tagging.admission.ModelChoice;
import dev.framelens.tagging.admission.RejectedFrame;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Frames to pixels, with the decoder that the JVM's cache owns. Apart from the operator, which is
 * deserialised before anybody knows whether TensorFlow may be touched.
 */
final class FrameResizer {
  private final FrameDecoder decoder;
  private final Map<List<ModelChoice>, Squares> squares = new HashMap<>();

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

  private FrameResizer(FrameDecoder decoder) {
    this.decoder = decoder;
  }

  /** Warmed for frames of each of these lists of models. */
  static FrameResizer ofThisJvm(List<List<ModelChoice>> first) {
    var resizer = new FrameResizer(ModelCache.ofThisJvm().decoder());
    first.forEach(models -> resizer.decoder.warm(resizer.squares(models).targets()));
    return resizer;
  }

  /**
   * For each of the models {@code uint8 [side, side, 3]}, RGB; overwritten by the next frame of the
   * same models.
   */
  byte[][] pixels(List<ModelChoice> models) {
    return squares(models).rgb();
  }

  /** Fills {@link #pixels} of the frame's models from one decode; or says why it cannot. */
  Optional<RejectedFrame> resize(AdmittedFrame admitted) {
    ImageHeader header = admitted.frame().header();
    try {
      decoder.decode(
          admitted.encoded(),
          header.width(),
          header.height(),
          squares(admitted.models()).targets());
      return Optional.empty();
    } catch (UndecodableImageException undecodable) {
      // The header was read by admission, so what fails now is the picture itself.
      return Optional.of(
          admitted.rejected(RejectionReason.UNDECODABLE, String.valueOf(undecodable.getMessage())));
    } catch (RuntimeException | OutOfMemoryError unforeseen) {
      // Whatever else: no picture stops those behind it.
      return Optional.of(admitted.rejected(RejectionReason.UNDECODABLE, unforeseen.toString()));
    }
  }

  /** Gives back the squares of all lists but these; one that comes back gets new ones. */
  void retain(Collection<List<ModelChoice>> lists) {
    squares.keySet().retainAll(Set.copyOf(lists));
  }

  private Squares squares(List<ModelChoice> models) {
    return squares.computeIfAbsent(models, Squares::of);
  }
}
