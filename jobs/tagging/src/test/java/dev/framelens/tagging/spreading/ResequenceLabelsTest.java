package dev.framelens.tagging.spreading;

import static dev.framelens.tagging.TestFrames.NOON;
import static dev.framelens.tagging.TestFrames.NOON_MILLIS;
import static dev.framelens.tagging.spreading.Answers.label;
import static dev.framelens.tagging.spreading.Answers.rejection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.tagging.inference.LabelledFrame;
import dev.framelens.tagging.inference.Ledger;
import dev.framelens.tagging.source.TestingClocks;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("operator")
class ResequenceLabelsTest {
  private static final long NOON_MICROS = NOON_MILLIS * 1000;

  private final TestingClocks clocks = new TestingClocks(NOON);
  private KeyedOneInputStreamOperatorTestHarness<String, Answer, LabelledFrame> harness;

  @BeforeEach
  void open() throws Exception {
    harness = harness();
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void labelsLeaveInTheOrderOfTheirCamera() throws Exception {
    process(label(1, 1), label(2, 0), label(1, 0), label(2, 1));

    assertThat(offsets("cam-1")).containsExactly(0L, 1L);
    assertThat(offsets("cam-2")).containsExactly(0L, 1L);
  }

  @Test
  void aRejectedFrameIsNotWaitedForAndHasNoLabel() throws Exception {
    process(label(1, 2), rejection(1, 1), label(1, 0));

    assertThat(offsets("cam-1")).containsExactly(0L, 2L);
  }

  @Test
  void theWaitIsBoundedAndStragglersAreLateButNotLost() throws Exception {
    process(label(1, 1), label(1, 2));
    harness.setProcessingTime(499);
    process(label(1, 4));
    assertThat(offsets("cam-1")).isEmpty();

    harness.setProcessingTime(500);
    assertThat(offsets("cam-1")).containsExactly(1L, 2L);
    process(label(1, 0));
    harness.setProcessingTime(999);

    assertThat(offsets("cam-1")).containsExactly(1L, 2L, 0L, 4L);
  }

  @Test
  void theWaitCountsAsFinishAndThePartsStillAddUp() throws Exception {
    process(label(1, 1, NOON_MICROS - 2_000));
    clocks.forwardMillis(30);
    process(label(1, 0, NOON_MICROS + 30_000), label(1, 2, NOON_MICROS + 99_000));

    assertThat(harness.extractOutputValues())
        .extracting(LabelledFrame::ledger)
        .containsExactly(
            new Ledger(1, 20, 300, 4_000, 50_000, 600_000),
            new Ledger(1, 20, 300, 4_000, 50_000, 632_000),
            // A machine whose clock is ahead.
            new Ledger(1, 20, 300, 4_000, 50_000, 600_000));
  }

  /** So a restored job finds none of them missing, and none twice. */
  @Test
  void noLabelWaitsAcrossABarrier() throws Exception {
    process(label(1, 1), label(2, 3), label(1, 3));

    OperatorSubtaskState state = snapshot();

    assertThat(offsets("cam-1")).containsExactly(1L, 3L);
    assertThat(offsets("cam-2")).containsExactly(3L);
    assertThat(state.hasState()).isFalse();
    process(label(1, 4));
    assertThat(offsets("cam-1")).containsExactly(1L, 3L, 4L);
  }

  @Test
  void afterARestoreCamerasStartAnewInRunsOfOtherNames() throws Exception {
    process(label(1, 0), label(1, 1));
    OperatorSubtaskState state = snapshot();
    harness.close();
    harness = harness();
    harness.initializeState(state);
    harness.open();

    process(label(9, 1), label(9, 0));

    assertThat(offsets("cam-9")).containsExactly(0L, 1L);
  }

  @Test
  void theEndOfInputLeavesNothingBehind() throws Exception {
    process(label(1, 3), label(1, 1));

    harness.endInput();

    assertThat(offsets("cam-1")).containsExactly(1L, 3L);
  }

  private OperatorSubtaskState snapshot() throws Exception {
    harness.prepareSnapshotPreBarrier(1);
    return harness.snapshot(1, 0);
  }

  private void process(Answer... answers) throws Exception {
    for (var answer : answers) {
      harness.processElement(answer, 0);
    }
  }

  private List<Long> offsets(String camera) {
    return harness.extractOutputValues().stream()
        .map(LabelledFrame::frame)
        .filter(frame -> frame.camera().equals(camera))
        .map(frame -> frame.id().offset())
        .toList();
  }

  private KeyedOneInputStreamOperatorTestHarness<String, Answer, LabelledFrame> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new ResequenceLabels(Duration.ofMillis(500), clocks), Answer::camera, Types.STRING);
  }
}
