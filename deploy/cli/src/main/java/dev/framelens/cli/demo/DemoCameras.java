package dev.framelens.cli.demo;

import dev.framelens.cameras.CameraOptions;
import dev.framelens.cameras.SourceUri;
import dev.framelens.catalogue.footage.Clip;
import dev.framelens.catalogue.footage.Footage;
import dev.framelens.contract.CameraId;
import dev.framelens.contract.FramelensException;
import dev.framelens.runtime.console.ConsoleProgress;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The cameras of a demo: one for every clip that can be had, and the user's own. */
final class DemoCameras {
  /**
   * Wide enough to look at, and a size at which three cameras leave a small machine room to label.
   */
  private static final int MAX_WIDTH = 960;

  /** Five cameras at this rate are what one core labels without falling behind. */
  private static final double FRAMES_PER_SECOND = 8;

  /** The same where it looks for boxes besides. */
  private static final double DETECTED_FRAMES_PER_SECOND = 4;

  private DemoCameras() {}

  /**
   * Fetches the clips; one that cannot be had is named on {@code err} and left out.
   *
   * @param sources of the user, shown beside the clips
   * @param detected whether a detector looks at the frames too
   * @throws FramelensException where there is nothing to show
   */
  static List<CameraOptions> all(
      Footage footage, List<String> sources, boolean detected, PrintWriter err) {
    var cameras = new ArrayList<CameraOptions>();
    try (var progress = ConsoleProgress.on(err)) {
      Footage.Available available = footage.pullAll(progress);
      available.failures().forEach(failure -> err.println("Left out: " + failure));
      available
          .clips()
          .forEach(
              clip ->
                  cameras.add(
                      camera(clip, detected ? DETECTED_FRAMES_PER_SECOND : FRAMES_PER_SECOND)));
    }
    for (int index = 0; index < sources.size(); index++) {
      cameras.add(
          CameraOptions.of(
              new CameraId("camera-" + (index + 1)), SourceUri.parse(sources.get(index))));
    }
    if (cameras.isEmpty()) {
      throw new FramelensException(
          "No footage could be had (expected: a clip of the catalogue, or --source FILE)");
    }
    return cameras;
  }

  private static CameraOptions camera(Clip clip, double framesPerSecond) {
    boolean still = clip.kind() == Clip.Kind.STILL;
    return new CameraOptions(
        new CameraId(clip.name()),
        SourceUri.parse((still ? "pan:" : "file:") + clip.file()),
        OptionalDouble.of(framesPerSecond),
        still ? OptionalInt.empty() : OptionalInt.of(MAX_WIDTH),
        CameraOptions.DEFAULT_QUALITY,
        true);
  }
}
