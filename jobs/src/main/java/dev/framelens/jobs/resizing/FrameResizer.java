package dev.framelens.jobs.resizing;

import dev.framelens.jobs.admission.AdmittedFrame;
import dev.framelens.jobs.frames.RejectedFrame;
import dev.framelens.model.image.FrameDecoder;
import dev.framelens.model.image.ImageHeader;
import dev.framelens.model.image.UnreadableImageException;
import dev.framelens.model.serving.ModelCache;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Frames to pixels, with the decoder that the JVM's cache owns. Apart from the operator, which is
 * deserialised before anybody knows whether TensorFlow may be touched.
 */
final class FrameResizer {
  private static final int RGB = 3;

  private final FrameDecoder decoder;
  private final Map<Integer, byte[]> pixelsBySide = new HashMap<>();

  private FrameResizer(FrameDecoder decoder) {
    this.decoder = decoder;
  }

  static FrameResizer ofThisJvm() {
    return new FrameResizer(ModelCache.ofThisJvm().decoder());
  }

  /** {@code uint8 [side, side, 3]}, RGB; overwritten by the next frame of the same side. */
  byte[] pixels(int side) {
    return pixelsBySide.computeIfAbsent(side, pixels -> new byte[pixels * pixels * RGB]);
  }

  /** Fills {@link #pixels} of the side that the frame's model wants; or says why it cannot. */
  Optional<RejectedFrame> resize(AdmittedFrame admitted) {
    int side = admitted.classifier().side();
    byte[] encoded = admitted.frame().encoded();
    try {
      decoder.decode(encoded, ImageHeader.read(encoded), side, pixels(side));
      return Optional.empty();
    } catch (UnreadableImageException undecodable) {
      // The header was read by admission, so what fails now is the picture itself.
      return Optional.of(
          RejectedFrame.of(
              admitted.frame(),
              RejectedFrame.Reason.UNDECODABLE,
              String.valueOf(undecodable.getMessage())));
    }
  }
}
