package dev.framelens.tagging.inference;

import static dev.framelens.tagging.TestFrames.BOXES;
import static dev.framelens.tagging.TestFrames.LARGE;
import static dev.framelens.tagging.TestFrames.SMALL;
import static dev.framelens.tagging.TestFrames.resized;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.contract.RejectionReason;
import dev.framelens.tagging.admission.CameraSequence;
import dev.framelens.tagging.admission.RejectedFrame;
import dev.framelens.tagging.resizing.ResizedFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("native")
class MicroBatcherTest {
  private final TestingModels models = new TestingModels();
  private final AtomicLong clock = new AtomicLong();
  private final Recorder recorder = new Recorder();
  private final MicroBatcher batcher = new MicroBatcher(3, models, clock::get, recorder);

  private static final class Recorder implements MicroBatcher.Outcomes {
    final List<LabelledFrame> labelled = new ArrayList<>();
    final List<RejectedFrame> failed = new ArrayList<>();

    @Override
    public void labelled(LabelledFrame frame) {
      labelled.add(frame);
    }

    @Override
    public void failed(RejectedFrame frame) {
      failed.add(frame);
    }

    List<Long> numbers() {
      return labelled.stream().map(frame -> frame.frame().id().offset()).toList();
    }
  }

  @AfterEach
  void close() {
    batcher.close();
  }

  @Test
  void runsWhenTheBatchIsFullAndGivesEachFrameItsOwnLabels() {
    batcher.add(resized("a", 1));
    batcher.add(resized("b", 2));
    assertThat(recorder.labelled).isEmpty();

    batcher.add(resized("c", 3));

    assertThat(recorder.numbers()).containsExactly(1L, 2L, 3L);
    assertThat(recorder.labelled)
        .allSatisfy(
            frame -> {
              assertThat(frame.findings().get(0).labels().get(0).index())
                  .isEqualTo((int) frame.frame().id().offset());
              assertThat(frame.batchSize()).isEqualTo(3);
            });
    assertThat(batcher.isEmpty()).isTrue();
  }

  @Test
  void aFlushRunsWhatIsThere() {
    batcher.add(resized("a", 1));
    batcher.flush();
    batcher.flush();

    assertThat(recorder.numbers()).containsExactly(1L);
    assertThat(models.batchSizes).containsExactly(1);
  }

  @Test
  void eachModelAndSideHasABucketOfItsOwn() {
    batcher.add(resized("a", 1, SMALL));
    batcher.add(resized("b", 2, LARGE));
    batcher.add(resized("c", 3, SMALL));
    batcher.flush();

    assertThat(models.batchSizes).containsExactly(2, 1);
    assertThat(models.opened).containsExactly(SMALL, LARGE);
  }

  @Test
  void aCameraThatChangesItsBucketTakesTheOldOneAlongFirst() {
    batcher.add(resized("a", 1, SMALL));
    batcher.add(resized("b", 2, SMALL));

    batcher.add(resized("a", 3, LARGE));

    assertThat(recorder.numbers()).containsExactly(1L, 2L);
    batcher.flush();
    assertThat(recorder.numbers()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void oneBadFrameDoesNotTakeItsNeighboursAlong() {
    models.failing.add(2);
    batcher.add(resized("a", 1));
    batcher.add(resized("b", 2));
    batcher.add(resized("a", 3));

    assertThat(recorder.numbers()).containsExactly(1L, 3L);
    assertThat(recorder.labelled).allMatch(frame -> frame.batchSize() == 1);
    assertThat(recorder.failed)
        .singleElement()
        .satisfies(
            frame -> {
              assertThat(frame.id().offset()).isEqualTo(2);
              assertThat(frame.reason()).isEqualTo(RejectionReason.MODEL_FAILED);
              assertThat(frame.key()).asString().isEqualTo("b");
              assertThat(frame.detail()).isEqualTo("small: cannot see 2");
            });
    assertThat(batcher.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("dev.framelens.tagging.PictureFailures#all")
  void whateverGoesWrongWithOneFrameIsItsRejection(Throwable failure) {
    models.unforeseen.put(2, failure);
    batcher.add(resized("a", 1));
    batcher.add(resized("b", 2));
    batcher.add(resized("a", 3));

    assertThat(recorder.numbers()).containsExactly(1L, 3L);
    assertThat(recorder.failed)
        .singleElement()
        .satisfies(frame -> assertThat(frame.detail()).contains(failure.getMessage()));
  }

  @Test
  void aFrameForBothModelsComesOutOnceWithWhatBothSaw() {
    var both = List.of(SMALL, BOXES);
    batcher.add(resized("a", 1, both));
    batcher.add(resized("b", 2, both));
    batcher.add(resized("a", 3, both));

    assertThat(models.opened).containsExactly(SMALL, BOXES);
    assertThat(models.batchSizes).containsExactly(3, 3);
    assertThat(recorder.numbers()).containsExactly(1L, 2L, 3L);
    assertThat(recorder.labelled)
        .allSatisfy(
            frame -> {
              int number = (int) frame.frame().id().offset();
              assertThat(frame.findings()).extracting(Findings::model).isEqualTo(both);
              assertThat(frame.findings().get(0).labels().get(0).index()).isEqualTo(number);
              assertThat(frame.findings().get(1).detections().get(0).index()).isEqualTo(number);
            });
  }

  @Test
  void aFrameWhoseBoxesMakeNoSenseFailsAloneAndTheOthersKeepTheirBatch() {
    models.senseless.add(2);
    var boxes = List.of(BOXES);
    batcher.add(resized("a", 1, boxes));
    batcher.add(resized("b", 2, boxes));
    batcher.add(resized("c", 3, boxes));

    assertThat(recorder.numbers()).containsExactly(1L, 3L);
    assertThat(recorder.labelled).allMatch(frame -> frame.batchSize() == 3);
    assertThat(recorder.failed)
        .singleElement()
        .satisfies(frame -> assertThat(frame.detail()).isEqualTo("boxes: NaN in 2"));
  }

  @Test
  void theLedgerSaysWhereTheTimeWent() {
    clock.set(4_000_000);
    batcher.add(waited(resized("a", 1), 7_000));
    clock.set(9_000_000);

    batcher.flush();

    var ledger = recorder.labelled.get(0).ledger();
    assertThat(ledger.queueMicros()).isEqualTo(7_000);
    assertThat(ledger.batchMicros()).isEqualTo(9_000);
    assertThat(ledger.totalMicros()).isEqualTo(16_000);
  }

  /** The contract: what no model can look at is not lost. */
  @Test
  void aFrameThatFailsIsRejectedWithItsPicture() {
    models.failing.add(2);
    var resized = resized("a", 2);
    batcher.add(resized);
    batcher.flush();

    assertThat(recorder.failed)
        .singleElement()
        .satisfies(frame -> assertThat(frame.value()).isSameAs(resized.admitted().encoded()));
  }

  @Test
  void whatNoListNamesAnyMoreIsGivenBackOnceItsFramesHaveRun() {
    batcher.add(resized("a", 1, List.of(SMALL)));
    batcher.add(resized("b", 2, List.of(SMALL, BOXES)));
    batcher.add(resized("c", 3, List.of(LARGE)));
    assertThat(models.retained).containsExactlyInAnyOrder(SMALL, BOXES, LARGE);

    batcher.retain(List.of(List.of(SMALL), List.of(LARGE)));

    assertThat(recorder.numbers()).containsExactly(2L);
    assertThat(models.retained).containsExactlyInAnyOrder(SMALL, LARGE);
    batcher.retain(List.of(List.of(LARGE)));
    assertThat(recorder.numbers()).containsExactly(2L, 1L);
    assertThat(models.retained).containsExactly(LARGE);
    batcher.flush();
    assertThat(recorder.numbers()).containsExactly(2L, 1L, 3L);
  }

  @Test
  void aListThatComesBackOpensItsModelsAnewAndKeepsEachCamerasOrder() {
    batcher.add(resized("a", 1, SMALL));
    batcher.retain(List.of());
    assertThat(batcher.isEmpty()).isTrue();
    assertThat(models.retained).isEmpty();

    batcher.add(resized("a", 2, SMALL));
    batcher.flush();

    assertThat(recorder.numbers()).containsExactly(1L, 2L);
    assertThat(models.opened).containsExactly(SMALL, SMALL);
  }

  /** A policy refuses such a list; were one to come, no picture would meet another's model. */
  @Test
  void eachOfTwoEqualChoicesHasPixelsOfItsOwn() {
    batcher.add(resized("a", 7, List.of(SMALL, SMALL, BOXES)));
    batcher.flush();

    var findings = recorder.labelled.get(0).findings();
    assertThat(findings).extracting(Findings::model).containsExactly(SMALL, SMALL, BOXES);
    assertThat(findings.get(1).labels().get(0).index()).isEqualTo(7);
    assertThat(findings.get(2).detections().get(0).index()).isEqualTo(7);
  }

  private static ResizedFrame waited(ResizedFrame resized, long micros) {
    var admitted = resized.admitted();
    var frame = admitted.frame().retaken(new CameraSequence(0, 0), micros, 0);
    return new ResizedFrame(admitted.with(frame), resized.rgb(), resized.resizedAtNanos());
  }

  @Property(tries = 200)
  void everyFrameComesOutOnceAndEachCameraInItsOrder(
      @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 11) Integer> steps) {
    var recorded = new Recorder();
    try (var subject = new MicroBatcher(3, new TestingModels(), () -> 0, recorded)) {
      for (int number = 0; number < steps.size(); number++) {
        int step = steps.get(number);
        subject.add(resized("camera" + step % 3, number, step / 3 % 2 == 0 ? SMALL : LARGE));
        if (step == 9) {
          subject.retain(List.of(List.of(LARGE)));
        } else if (step > 9) {
          subject.flush();
        }
      }
      subject.flush();
    }

    assertThat(recorded.numbers()).hasSize(steps.size()).doesNotHaveDuplicates();
    for (int camera = 0; camera < 3; camera++) {
      String id = "camera" + camera;
      assertThat(recorded.labelled.stream().filter(frame -> frame.frame().camera().equals(id)))
          .extracting(frame -> frame.frame().id().offset())
          .isSorted();
    }
  }
}
