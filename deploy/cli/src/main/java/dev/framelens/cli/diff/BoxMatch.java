package dev.framelens.cli.diff;

import dev.framelens.contract.outcomes.Label;
import dev.framelens.contract.outcomes.Label.Detection;
import dev.framelens.model.detection.Box;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which boxes of a frame both sides found. Those of one class meet in the order of their scores,
 * each the one that it overlaps most.
 *
 * @param both pairs, the one side's first
 * @param onlyOne what the other did not find
 * @param onlyOther what the one did not find
 */
record BoxMatch(List<Pair> both, List<Detection> onlyOne, List<Detection> onlyOther) {

  /** A box twice. */
  record Pair(Detection one, Detection other) {}

  /**
   * Compares the boxes of one frame.
   *
   * @param one best first
   * @param other best first
   * @param least intersection over union of two boxes that are the same
   */
  static BoxMatch of(List<Detection> one, List<Detection> other, double least) {
    var both = new ArrayList<Pair>();
    var onlyOne = new ArrayList<Detection>();
    var left = new ArrayList<>(other);
    for (Detection box : one) {
      @Nullable Detection same = nearest(box, left, least);
      if (same == null) {
        onlyOne.add(box);
      } else {
        left.remove(same);
        both.add(new Pair(box, same));
      }
    }
    return new BoxMatch(both, onlyOne, left);
  }

  private static @Nullable Detection nearest(Detection box, List<Detection> among, double least) {
    @Nullable Detection nearest = null;
    double most = least;
    for (Detection candidate : among) {
      double overlap = box(box.box()).overlap(box(candidate.box()));
      if (candidate.name().equals(box.name()) && overlap >= most) {
        nearest = candidate;
        most = overlap;
      }
    }
    return nearest;
  }

  private static Box box(Label.Box box) {
    return new Box(box.top(), box.left(), box.bottom(), box.right());
  }
}
