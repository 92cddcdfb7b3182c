package dev.framelens.cameras;

import dev.framelens.contract.CameraId;
import dev.framelens.contract.FramelensException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a fleet did, in lines for its user. */
final class FleetReport {
  private static final double NANOS = 1e9;
  private static final double MEGABYTE = 1e6;

  private FleetReport() {}

  /** All cameras in a line. */
  static String total(Collection<CameraCounts> counts) {
    long sent = counts.stream().mapToLong(CameraCounts::sent).sum();
    long dropped = counts.stream().mapToLong(CameraCounts::droppedAtCamera).sum();
    return "%d frames sent, %d dropped at the cameras".formatted(sent, dropped);
  }

  /** A line for each camera. */
  static List<String> lines(Map<CameraId, CameraCounts> counts, long elapsedNanos) {
    return counts.entrySet().stream()
        .map(camera -> line(camera.getKey(), camera.getValue(), elapsedNanos / NANOS))
        .toList();
  }

  private static String line(CameraId id, CameraCounts counts, double seconds) {
    return String.format(
        Locale.ROOT,
        "%s: %d frames sent, %d dropped at the camera, %d above its rate, %.1f MB, %.1f frames a second",
        id,
        counts.sent(),
        counts.droppedAtCamera(),
        counts.skipped(),
        counts.bytes() / MEGABYTE,
        counts.sent() / seconds);
  }

  /**
   * Finds out whether every camera did its work.
   *
   * @throws FramelensException for the first that broke or sent nothing
   */
  static void requireSuccess(Fleet fleet) {
    fleet
        .failures()
        .forEach(
            (id, failure) -> {
              throw new FramelensException(
                  "Camera %s: %s".formatted(id, failure.getMessage()), failure);
            });
    fleet
        .counts()
        .forEach(
            (id, counts) -> {
              if (counts.sent() == 0) {
                throw new FramelensException(
                    "Camera %s sent no frame (expected: at least one; %d were dropped)"
                        .formatted(id, counts.droppedAtCamera()));
              }
            });
  }
}
