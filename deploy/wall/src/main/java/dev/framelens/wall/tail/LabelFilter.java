package dev.framelens.wall.tail;

import dev.framelens.contract.outcomes.Label;
import java.util.Locale;
import java.util.Set;

/**
 * Which labels are shown.
 *
 * @param cameras their ids; empty for all
 * @param classes names, in small letters, one of which has to be seen; empty for all labels
 * @param minScore of what counts as seen, in [0, 1]
 */
record LabelFilter(Set<String> cameras, Set<String> classes, double minScore) {

  boolean takes(String camera) {
    return cameras.isEmpty() || cameras.contains(camera);
  }

  boolean takes(Label label) {
    return takes(label.camera())
        && ((classes.isEmpty() && minScore == 0)
            || label.classifications().stream().anyMatch(seen -> takes(seen.name(), seen.score()))
            || label.detections().stream().anyMatch(found -> takes(found.name(), found.score())));
  }

  /** Whether an object or a class of the whole picture is shown. */
  boolean takes(String name, double score) {
    return score >= minScore
        && (classes.isEmpty() || classes.contains(name.toLowerCase(Locale.ROOT)));
  }
}
