package dev.framelens.model.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Non-maximum suppression, greedy: of boxes that overlap, the one with the higher score stays.
 *
 * @param overlap a box that overlaps a kept one by more goes; in [0, 1]
 * @param scope which kept ones count
 */
public record Suppression(double overlap, Scope scope) {

  /** Which boxes compete. */
  public enum Scope {
    /**
     * An anchor is its best class only, and all boxes compete: one name for each object. What
     * Google's fast suppression and the browser packages do.
     */
    ALL_CLASSES,
    /**
     * An anchor may be several classes, and boxes compete with those of their own: as in the SSD
     * paper. COCO's measure rewards it; whoever looks at a picture sees objects twice.
     */
    PER_CLASS;

    /** The word of the command line, such as {@code per-class}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public Suppression {
    if (!(overlap >= 0 && overlap <= 1)) {
      throw new IllegalArgumentException("overlap %s (expected: 0 to 1)".formatted(overlap));
    }
  }

  /**
   * What stays, best first; among equal scores the earlier candidate is the better.
   *
   * @param top how many at most
   */
  public List<Detection> keep(List<Detection> candidates, int top) {
    var byScore = new ArrayList<>(candidates);
    byScore.sort(Comparator.comparingDouble(Detection::score).reversed());
    var kept = new ArrayList<Detection>();
    for (Detection candidate : byScore) {
      if (kept.size() == top) {
        break;
      }
      if (kept.stream().noneMatch(better -> suppresses(better, candidate))) {
        kept.add(candidate);
      }
    }
    return kept;
  }

  private boolean suppresses(Detection better, Detection candidate) {
    boolean compete = scope == Scope.ALL_CLASSES || better.index() == candidate.index();
    return compete && better.box().overlap(candidate.box()) > overlap;
  }
}
