package dev.framelens.tagging.inference;

import java.io.Serializable;
import java.util.List;

/**
 * Which of a detector's boxes go out.
 *
 * @param minScore in [0, 1]
 * @param top boxes for each frame at most
 * @param classes names or numbers of the only classes wanted; empty for all
 */
public record DetectionSettings(float minScore, int top, List<String> classes)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Few false boxes, and as many as COCO counts. */
  public static final DetectionSettings STANDARD = new DetectionSettings(0.5f, 100, List.of());

  public DetectionSettings {
    classes = List.copyOf(classes);
    if (!(minScore >= 0 && minScore <= 1) || top < 1) {
      throw new IllegalArgumentException(
          "minimum score %s and top %d (expected: 0 to 1, and at least 1)"
              .formatted(minScore, top));
    }
  }
}
