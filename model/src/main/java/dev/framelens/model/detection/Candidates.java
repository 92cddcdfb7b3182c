package dev.framelens.model.detection;

import dev.framelens.model.detection.DetectionNetwork.BoxDecoder;
import dev.framelens.model.mobilenet.ModelFailedException;
import java.util.ArrayList;
import java.util.List;

/** Picks from a picture's raw scores what may be an object, and decodes those boxes alone. */
final class Candidates {
  private final DetectionLimits limits;
  private final BoxDecoder decoder;
  private final int firstClass;
  private final int columns;

  Candidates(DetectionLimits limits, BoxDecoder decoder, int firstClass, int columns) {
    this.limits = limits;
    this.decoder = decoder;
    this.firstClass = firstClass;
    this.columns = columns;
  }

  /** In the order of the anchors. */
  List<Detection> of(float[] boxes, float[] scores) {
    var candidates = new ArrayList<Detection>();
    for (int anchor = 0; anchor < scores.length / columns; anchor++) {
      switch (limits.suppression().scope()) {
        case ALL_CLASSES -> addBest(candidates, boxes, scores, anchor);
        case PER_CLASS -> addAll(candidates, boxes, scores, anchor);
      }
    }
    return candidates;
  }

  /**
   * The anchor's best class, the first of equals; an anchor that prefers another is no candidate.
   */
  private void addBest(List<Detection> candidates, float[] boxes, float[] scores, int anchor) {
    int row = anchor * columns;
    int best = firstObject();
    for (int column = best + 1; column < columns; column++) {
      if (scores[row + column] > scores[row + best]) {
        best = column;
      }
    }
    add(candidates, boxes, scores[row + best], anchor, best + firstClass);
  }

  private void addAll(List<Detection> candidates, float[] boxes, float[] scores, int anchor) {
    int row = anchor * columns;
    for (int column = firstObject(); column < columns; column++) {
      add(candidates, boxes, scores[row + column], anchor, column + firstClass);
    }
  }

  private void add(List<Detection> candidates, float[] boxes, float score, int anchor, int index) {
    if (Float.isNaN(score)) {
      throw new ModelFailedException("the detector answers NaN (expected: a score)", null);
    }
    if (score >= limits.minScore() && limits.wants(index)) {
      candidates.add(new Detection(index, score, decoder.box(boxes, anchor)));
    }
  }

  /** The background is no object. */
  private int firstObject() {
    return firstClass == 0 ? 1 : 0;
  }
}
