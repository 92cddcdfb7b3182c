package dev.framelens.runtime.checks;

import dev.framelens.model.graph.OneDnn;
import java.util.Optional;

/**
 * Whether TensorFlow computes with oneDNN in a TaskManager. Its environment is in no answer of
 * Flink's, and the job may change it; but whoever loads TensorFlow says it in the log.
 */
final class OneDnnCheckup {
  private OneDnnCheckup() {}

  /**
   * What its log tells.
   *
   * @param log all of it
   */
  static Finding judge(String about, String log) {
    Optional<OneDnn> last =
        log.lines().flatMap(line -> OneDnn.inLog(line).stream()).reduce((first, next) -> next);
    if (last.isEmpty()) {
      return Finding.ok(
          about,
          "not loaded yet (the first job turns it on, unless %s is set there)"
              .formatted(OneDnn.VARIABLE));
    }
    return last.get() == OneDnn.ON
        ? Finding.ok(about, "on")
        : Finding.warning(
            about,
            "%s (expected: on, without which models run slower; set %s=1 in the TaskManager's environment and restart it)"
                .formatted(last.get().word(), OneDnn.VARIABLE));
  }
}
