package dev.framelens.model.detection;

import java.util.Set;

/**
 * What of a network's predictions counts as a detection.
 *
 * @param minScore in [0, 1]; lower ones are no candidates
 * @param top detections in a picture at most, at least 1
 * @param classes the only ones wanted; empty for all. What is not wanted suppresses nothing.
 * @param suppression among candidates
 */
public record DetectionLimits(
    float minScore, int top, Set<Integer> classes, Suppression suppression) {
  public DetectionLimits {
    classes = Set.copyOf(classes);
    if (!(minScore >= 0 && minScore <= 1) || top < 1) {
      throw new IllegalArgumentException(
          "minimum score %s and top %d (expected: 0 to 1, and at least 1)"
              .formatted(minScore, top));
    }
  }

  boolean wants(int index) {
    return classes.isEmpty() || classes.contains(index);
  }
}
