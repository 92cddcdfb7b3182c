package dev.framelens.tagging.inference;

import dev.framelens.contract.CaptureClock;
import dev.framelens.contract.FrameId;
import dev.framelens.tagging.admission.AdmittedFrame;
import dev.framelens.tagging.admission.Frame;
import dev.framelens.tagging.admission.FrameModels;
import dev.framelens.tagging.admission.ModelChoice;
import dev.framelens.tagging.resizing.ResizedFrame;

/**
 * Frames by camera and number; the first pixel is the number, so that a model can be told apart
 * from its batch.
 */
public final class TestFrames {
  public static final int SIDE = 32;
  public static final ModelChoice SMALL = new ModelChoice("small", "sha256:5", 0.25, SIDE, "fp32");
  public static final ModelChoice LARGE =
      new ModelChoice("small", "sha256:5", 0.25, 2 * SIDE, "fp32");

  /** A detector that sees frames smaller than either classifier. */
  public static final ModelChoice DETECTOR =
      new ModelChoice("boxes", "sha256:6", 0.25, SIDE / 2, "fp32", "stretch-corners");

  private TestFrames() {}

  public static Frame frame(String camera, int number, byte... encoded) {
    return new Frame(
        new FrameId("frames", 0, number),
        camera,
        encoded,
        640,
        480,
        (long) number,
        1_000_000L * number,
        CaptureClock.BROKER,
        false,
        0,
        7_000,
        0);
  }

  public static AdmittedFrame admitted(
      String camera, int number, ModelChoice choice, byte[] encoded) {
    return admitted(camera, number, FrameModels.classifier(choice), encoded);
  }

  public static ResizedFrame resized(String camera, int number) {
    return resized(camera, number, SMALL);
  }

  public static ResizedFrame resized(String camera, int number, ModelChoice choice) {
    return resized(camera, number, FrameModels.classifier(choice));
  }

  public static ResizedFrame resized(String camera, int number, FrameModels models) {
    byte[][] rgb =
        models.choices().stream()
            .map(choice -> new byte[choice.side() * choice.side() * 3])
            .toArray(byte[][]::new);
    for (byte[] pixels : rgb) {
      pixels[0] = (byte) number;
    }
    return new ResizedFrame(frame(camera, number), models, rgb, 0);
  }

  public static AdmittedFrame admitted(
      String camera, int number, FrameModels models, byte[] encoded) {
    return new AdmittedFrame(frame(camera, number, encoded), models);
  }
}
