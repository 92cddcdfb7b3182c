package dev.framelens.wall.state;

import dev.framelens.contract.LedgerPart;
import dev.framelens.contract.ModelKind;
import dev.framelens.contract.outcomes.Label;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A label as the wall shows it.
 *
 * @param atMillis when Kafka had it, since the epoch
 * @param ageMillis capture to label
 * @param partition of the frame
 * @param offset of the frame
 * @param width pixels of the upright frame
 * @param height pixels of the upright frame
 * @param rung of the ladder; null where labels are not live
 * @param side pixels of the square that the first model saw
 * @param models their names
 * @param labels of the whole picture, best first
 * @param boxes best first
 */
public record LabelView(
    String pipeline,
    long atMillis,
    double ageMillis,
    int partition,
    long offset,
    int width,
    int height,
    @Nullable Integer rung,
    int side,
    List<String> models,
    List<Scored> labels,
    List<Boxed> boxes) {
  private static final int MOST_LABELS = 5;
  private static final int MOST_BOXES = 50;

  /** A class of the whole picture, with its score in [0, 1]. */
  public record Scored(String name, double score) {}

  /** An object, its edges in fractions of the upright frame. */
  public record Boxed(
      String name, double score, double top, double left, double bottom, double right) {}

  /** What is shown of a label. */
  public static LabelView of(Label label, long atMillis) {
    // The classifier is the one that climbs the ladder.
    var first =
        Stream.of(ModelKind.CLASSIFIER, ModelKind.DETECTOR)
            .flatMap(kind -> label.model(kind).stream())
            .findFirst()
            .orElseThrow();
    return new LabelView(
        label.pipeline(),
        atMillis,
        label.millis(LedgerPart.TOTAL),
        label.frame().partition(),
        label.frame().offset(),
        label.width(),
        label.height(),
        label.rung(),
        first.side(),
        label.models().stream().map(Label.Model::name).toList(),
        label.classifications().stream()
            .limit(MOST_LABELS)
            .map(seen -> new Scored(seen.name(), seen.score()))
            .toList(),
        label.detections().stream().limit(MOST_BOXES).map(LabelView::boxed).toList());
  }

  private static Boxed boxed(Label.Detection found) {
    var box = found.box();
    return new Boxed(found.name(), found.score(), box.top(), box.left(), box.bottom(), box.right());
  }
}
