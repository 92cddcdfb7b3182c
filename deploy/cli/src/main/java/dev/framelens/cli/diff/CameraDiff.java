package dev.framelens.cli.diff;

import dev.framelens.contract.outcomes.Label;
import dev.framelens.contract.outcomes.Label.Classification;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How far the labels of one camera's frames agree, or of all cameras'. */
final class CameraDiff {
  private final String camera;
  private final double boxOverlap;
  private long frames;
  private long onlyOne;
  private long onlyOther;
  private long classified;
  private long sameClass;
  private double scoreDifferences;
  private double largestScoreDifference;
  private final Map<Change, Long> changes = new TreeMap<>();
  private final Map<String, long[]> boxes = new TreeMap<>();

  /** A frame's best class, and what became of it. */
  private record Change(String one, String other) implements Comparable<Change> {
    @Override
    public int compareTo(Change change) {
      return Comparator.comparing(Change::one).thenComparing(Change::other).compare(this, change);
    }
  }

  /**
   * What the two say of a camera's frames.
   *
   * @param camera its id; {@code *} for all cameras together
   * @param frames that both looked at
   * @param onlyOne frames that the one alone has a label of
   * @param onlyOther frames that the other alone has a label of
   * @param sameClass share of the frames, classified by both, with the same best class; null where
   *     there are none
   * @param meanScoreDifference of the best classes that are the same; null where there are none
   * @param largestScoreDifference likewise, of classes and of boxes
   * @param changes best classes that are not the same, the most frequent first
   * @param boxes by class, in the order of names
   */
  record Report(
      String camera,
      long frames,
      long onlyOne,
      long onlyOther,
      @Nullable Double sameClass,
      @Nullable Double meanScoreDifference,
      double largestScoreDifference,
      List<Confusion> changes,
      List<Boxes> boxes) {}

  /** A best class of the one where the other has another, in so many frames. */
  record Confusion(String one, String other, long frames) {}

  /** Boxes of a class. */
  record Boxes(String name, long both, long onlyOne, long onlyOther) {}

  CameraDiff(String camera, double boxOverlap) {
    this.camera = camera;
    this.boxOverlap = boxOverlap;
  }

  /** Two labels of one frame. */
  void both(Label one, Label other) {
    frames++;
    if (!one.classifications().isEmpty() && !other.classifications().isEmpty()) {
      classes(one.classifications().get(0), other.classifications().get(0));
    }
    BoxMatch match = BoxMatch.of(one.detections(), other.detections(), boxOverlap);
    for (BoxMatch.Pair pair : match.both()) {
      boxes(pair.one().name())[0]++;
      differ(pair.one().score(), pair.other().score());
    }
    match.onlyOne().forEach(box -> boxes(box.name())[1]++);
    match.onlyOther().forEach(box -> boxes(box.name())[2]++);
  }

  /** A frame that one of the two has no label of. */
  void alone(boolean ofOne) {
    onlyOne += ofOne ? 1 : 0;
    onlyOther += ofOne ? 0 : 1;
  }

  private void classes(Classification one, Classification other) {
    classified++;
    // Networks with and without a background count their classes differently.
    if (one.name().equals(other.name())) {
      sameClass++;
      scoreDifferences += differ(one.score(), other.score());
    } else {
      changes.merge(new Change(one.name(), other.name()), 1L, Long::sum);
    }
  }

  private double differ(double one, double other) {
    double difference = Math.abs(one - other);
    largestScoreDifference = Math.max(largestScoreDifference, difference);
    return difference;
  }

  private long[] boxes(String name) {
    return boxes.computeIfAbsent(name, any -> new long[3]);
  }

  /**
   * What came of it.
   *
   * @param pairs most changes that are told
   */
  Report report(int pairs) {
    return new Report(
        camera,
        frames,
        onlyOne,
        onlyOther,
        classified == 0 ? null : sameClass / (double) classified,
        sameClass == 0 ? null : scoreDifferences / sameClass,
        largestScoreDifference,
        changes.entrySet().stream()
            .map(seen -> new Confusion(seen.getKey().one(), seen.getKey().other(), seen.getValue()))
            .sorted(Comparator.comparingLong(Confusion::frames).reversed())
            .limit(pairs)
            .toList(),
        boxes.entrySet().stream()
            .map(
                seen ->
                    new Boxes(
                        seen.getKey(), seen.getValue()[0], seen.getValue()[1], seen.getValue()[2]))
            .toList());
  }
}
