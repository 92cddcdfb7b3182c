package dev.framelens.jobs.inference;

import dev.framelens.jobs.admission.AdmittedFrame;
import dev.framelens.jobs.admission.ModelChoice;
import dev.framelens.jobs.frames.CaptureClock;
import dev.framelens.jobs.frames.Frame;
import dev.framelens.jobs.frames.FrameId;
import dev.framelens.jobs.resizing.ResizedFrame;

/**
 * Frames by camera and number; the first pixel is the number, so that a model can be told apart
 * from its batch.
 */
public final class TestFrames {
  public static final int SIDE = 32;
  public static final ModelChoice SMALL = new ModelChoice("small", "sha256:5", 0.25, SIDE, "fp32");
  public static final ModelChoice LARGE =
      new ModelChoice("small", "sha256:5", 0.25, 2 * SIDE, "fp32");

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
    return new AdmittedFrame(frame(camera, number, encoded), choice);
  }

  public static ResizedFrame resized(String camera, int number) {
    return resized(camera, number, SMALL);
  }

  public static ResizedFrame resized(String camera, int number, ModelChoice choice) {
    var rgb = new byte[choice.side() * choice.side() * 3];
    rgb[0] = (byte) number;
    return new ResizedFrame(frame(camera, number), choice, rgb, 0);
  }
}
