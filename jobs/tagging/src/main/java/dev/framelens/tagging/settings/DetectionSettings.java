package dev.framelens.tagging.settings;

import java.io.Serializable;
import java.util.List;

/**
 * Which of a detector's boxes go out.
 *
 * @param minScore in [0, 1]
 * @param top boxes for each frame at most, 1 to 1000
 * @param classes names or numbers of the only classes wanted; empty for all
 */
public record DetectionSettings(float minScore, int top, List<String> classes)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public DetectionSettings {
    classes = List.copyOf(classes);
    if (!(minScore >= 0 && minScore <= 1)) {
      throw new IllegalArgumentException(
          "min score %s is out of range (expected: a number from 0 to 1)".formatted(minScore));
    }
    Ranges.check("top", top, 1, 1000);
  }

  /** Few false boxes, and as many as COCO counts. */
  public static DetectionSettings standard() {
    return new DetectionSettings(0.5f, 100, List.of());
  }

  public DetectionSettings withMinScore(float minScore) {
    return new DetectionSettings(minScore, top, classes);
  }

  public DetectionSettings withClasses(List<String> classes) {
    return new DetectionSettings(minScore, top, classes);
  }
}
