package dev.framelens.tagging.settings;

import dev.framelens.contract.Task;
import java.util.OptionalInt;

/**
 * Which models look at the frames.
 *
 * @param task what they look for; it says which of the two models is used
 * @param classifier its name in the store
 * @param detector its name in the store
 * @param sidePixels of the square that the classifier sees, a multiple of 32; empty for its own
 */
public record ModelSettings(
    Task task,
    String classifier,
    String detector,
    OptionalInt sidePixels,
    PrecisionChoice precision) {
  /** Every side is a multiple of it: the product of the network's strides. */
  public static final int SIDE_STEP = 32;

  private static final int LARGEST_SIDE = 1024;

  public ModelSettings {
    sidePixels.ifPresent(ModelSettings::checkSide);
  }

  public static ModelSettings standard() {
    return new ModelSettings(
        Task.CLASSIFY,
        "mobilenet_v1_1.0_224",
        "ssd_mobilenet_v1_coco",
        OptionalInt.empty(),
        PrecisionChoice.AUTO);
  }

  /** Whether a classifier can see a square of this side. */
  public static boolean isSide(long pixels) {
    return pixels >= SIDE_STEP && pixels <= LARGEST_SIDE && pixels % SIDE_STEP == 0;
  }

  public ModelSettings withTask(Task task) {
    return new ModelSettings(task, classifier, detector, sidePixels, precision);
  }

  public ModelSettings withClassifier(String classifier) {
    return new ModelSettings(task, classifier, detector, sidePixels, precision);
  }

  public ModelSettings withDetector(String detector) {
    return new ModelSettings(task, classifier, detector, sidePixels, precision);
  }

  public ModelSettings withSidePixels(int sidePixels) {
    return new ModelSettings(task, classifier, detector, OptionalInt.of(sidePixels), precision);
  }

  public ModelSettings withPrecision(PrecisionChoice precision) {
    return new ModelSettings(task, classifier, detector, sidePixels, precision);
  }

  static void checkSide(int pixels) {
    if (!isSide(pixels)) {
      throw new IllegalArgumentException(
          "%d is no side in pixels (expected: a multiple of %d from %d to %d)"
              .formatted(pixels, SIDE_STEP, SIDE_STEP, LARGEST_SIDE));
    }
  }
}
