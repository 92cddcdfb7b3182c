package dev.framelens.cli.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.framelens.cli.diff.CameraDiff.Boxes;
import dev.framelens.cli.diff.CameraDiff.Confusion;
import dev.framelens.contract.CaptureClock;
import dev.framelens.contract.FrameId;
import dev.framelens.contract.ModelKind;
import dev.framelens.contract.outcomes.Label;
import dev.framelens.contract.outcomes.Label.Box;
import dev.framelens.contract.outcomes.Label.Classification;
import dev.framelens.contract.outcomes.Label.Detection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelDiffTest {
  private static final Side DAY = Side.parse("day");
  private static final Side NIGHT = Side.parse("night");

  @Test
  void labelsMeetByTheirFramesWhateverTheirOrder() {
    var diff = new LabelDiff(DAY, NIGHT, 0.5);
    diff.take(seen("day", "gate", 1, "cat", 0.75));
    diff.take(seen("night", "gate", 2, "dog", 0.5));
    diff.take(seen("night", "gate", 1, "cat", 0.5));
    diff.take(seen("day", "gate", 2, "cat", 0.5));
    diff.take(seen("day", "yard", 3, "cup", 0.5));
    diff.take(seen("dusk", "yard", 3, "cup", 0.5));

    var reports = diff.finish(10);

    assertThat(reports).extracting(CameraDiff.Report::camera).containsExactly("gate", "yard", "*");
    var gate = reports.get(0);
    assertThat(gate.frames()).isEqualTo(2);
    assertThat(gate.sameClass()).isEqualTo(0.5);
    assertThat(gate.meanScoreDifference()).isEqualTo(0.25);
    assertThat(gate.changes()).containsExactly(new Confusion("cat", "dog", 1));
    var yard = reports.get(1);
    assertThat(yard.frames()).isZero();
    assertThat(yard.onlyOne()).isEqualTo(1);
    assertThat(yard.sameClass()).isNull();
    assertThat(reports.get(2).frames()).isEqualTo(2);
    assertThat(reports.get(2).onlyOne()).isEqualTo(1);
    assertThat(diff.pipelines()).containsExactly("day", "dusk", "night");
  }

  @Test
  void aLabelThatCameTwiceCountsOnce() {
    var diff = new LabelDiff(DAY, NIGHT, 0.5);
    for (int repeat = 0; repeat < 2; repeat++) {
      diff.take(seen("day", "gate", 1, "cat", 0.75));
      diff.take(seen("day", "gate", 2, "cat", 0.75));
      diff.take(seen("night", "gate", 1, "cat", 0.75));
    }

    var all = diff.finish(10).get(1);

    assertThat(all.frames()).isEqualTo(1);
    assertThat(all.onlyOne()).isEqualTo(1);
    assertThat(all.onlyOther()).isZero();
  }

  @Test
  void ofACanaryTheNewModelsLabelsAreComparedAlone() {
    var diff = new LabelDiff(Side.parse("live/new"), Side.parse("replay"), 0.5);
    diff.take(seenBy("live", "old", "gate", 1, "cat", 0.5));
    diff.take(seenBy("live", "new", "gate", 2, "cat", 0.5));
    diff.take(seenBy("replay", "old", "gate", 1, "dog", 0.5));
    diff.take(seenBy("replay", "old", "gate", 2, "cat", 0.5));

    var all = diff.finish(10).get(1);

    assertThat(all.frames()).isEqualTo(1);
    assertThat(all.sameClass()).isEqualTo(1);
    assertThat(all.onlyOther()).isEqualTo(1);
  }

  @Test
  void theMostFrequentChangesComeFirstAndNoMoreThanAskedFor() {
    var diff = new LabelDiff(DAY, NIGHT, 0.5);
    for (int frame = 0; frame < 6; frame++) {
      diff.take(seen("day", "gate", frame, frame < 1 ? "cup" : "cat", 0.5));
      diff.take(seen("night", "gate", frame, frame < 3 ? "dog" : "fox", 0.5));
    }

    assertThat(diff.finish(2).get(0).changes())
        .containsExactly(new Confusion("cat", "fox", 3), new Confusion("cat", "dog", 2));
  }

  @Test
  void boxesAreTheSameWhereTheyOverlapAndHaveTheSameClass() {
    var diff = new LabelDiff(DAY, NIGHT, 0.5);
    diff.take(
        found("day", box("car", 0.9, 0, 0.4), box("car", 0.8, 0.5, 0.9), box("dog", 0.5, 0, 0.4)));
    diff.take(found("night", box("car", 0.7, 0.02, 0.42), box("cat", 0.5, 0, 0.4)));

    var all = diff.finish(10).get(1);

    assertThat(all.boxes())
        .containsExactly(
            new Boxes("car", 1, 1, 0), new Boxes("cat", 0, 0, 1), new Boxes("dog", 0, 1, 0));
    assertThat(all.largestScoreDifference()).isCloseTo(0.2, offset(1e-9));
    assertThat(all.sameClass()).isNull();
  }

  /** The better one takes the box that it overlaps most, and no box is taken twice. */
  @Test
  void aBoxMeetsTheOneThatItOverlapsMost() {
    var match =
        BoxMatch.of(
            List.of(box("car", 0.9, 0, 0.5), box("car", 0.8, 0.05, 0.55)),
            List.of(box("car", 0.9, 0.04, 0.54), box("car", 0.8, 0.01, 0.51)),
            0.5);

    assertThat(match.both()).hasSize(2);
    assertThat(match.both().get(0).other().box().left()).isEqualTo(0.01);
    assertThat(match.onlyOne()).isEmpty();
    assertThat(match.onlyOther()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "a/", "/b", "a/b/c", " "})
  void whatNamesNoLabelsIsSaidSo(String text) {
    assertThatThrownBy(() -> Side.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'%s' names no labels (expected: PIPELINE or PIPELINE/MODEL)", text);
  }

  private static Detection box(String name, double score, double left, double right) {
    return new Detection(1, name, score, new Box(0, left, 1, right));
  }

  private static Label seen(
      String pipeline, String camera, long offset, String name, double score) {
    return seenBy(pipeline, "some", camera, offset, name, score);
  }

  private static Label seenBy(
      String pipeline, String model, String camera, long offset, String name, double score) {
    return label(
        pipeline,
        model,
        camera,
        offset,
        List.of(new Classification(1, "n1", name, score)),
        List.of());
  }

  private static Label found(String pipeline, Detection... boxes) {
    return label(pipeline, "some", "gate", 1, List.of(), List.of(boxes));
  }

  private static Label label(
      String pipeline,
      String model,
      String camera,
      long offset,
      List<Classification> classes,
      List<Detection> boxes) {
    return new Label(
        pipeline,
        camera,
        new FrameId("frames", 0, offset),
        null,
        Instant.EPOCH,
        CaptureClock.HEADER,
        false,
        640,
        360,
        1,
        0,
        List.of(new Label.Model(ModelKind.CLASSIFIER, model, 1, 1.0, 224, "fp32", "sha256:0")),
        classes,
        boxes,
        Map.of(),
        1,
        null,
        null);
  }
}
