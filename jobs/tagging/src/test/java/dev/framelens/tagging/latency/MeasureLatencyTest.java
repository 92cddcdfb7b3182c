package dev.framelens.tagging.latency;

import static dev.framelens.tagging.TestFrames.NOON;
import static dev.framelens.tagging.TestFrames.frame;
import static dev.framelens.tagging.TestFrames.labelled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.framelens.tagging.inference.LabelledFrame;
import dev.framelens.tagging.inference.Ledger;
import dev.framelens.tagging.source.TestingClocks;
import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("operator")
class MeasureLatencyTest {
  private final LabelledFrame labelled =
      labelled(frame("gate-3", 1), new Ledger(0, 0, 1_000, 0, 7_000, 0));
  private OneInputStreamOperatorTestHarness<LabelledFrame, LabelledFrame> harness;

  @BeforeEach
  void open() throws Exception {
    var operator =
        InstantiationUtil.clone(
            new MeasureLatency(Duration.ofSeconds(10), 8, new TestingClocks(NOON)));
    harness = new OneInputStreamOperatorTestHarness<>(operator);
    harness.setProcessingTime(13_000);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void framesPassAsTheyAreWithTheirTimestamps() throws Exception {
    harness.processElement(labelled, 42);

    assertThat(harness.getOutput()).hasSize(1);
    @SuppressWarnings("unchecked")
    var passed = (StreamRecord<LabelledFrame>) harness.getOutput().element();
    assertThat(passed.getTimestamp()).isEqualTo(42);
    assertThat(passed.getValue()).usingRecursiveComparison().isEqualTo(labelled);
  }

  @Test
  void windowsCloseAtMultiplesOfTheirLength() throws Exception {
    harness.processElement(labelled, 0);
    harness.setProcessingTime(19_999);
    assertThat(windows()).isEmpty();
    harness.setProcessingTime(20_000);
    harness.processElement(labelled, 0);
    harness.setProcessingTime(30_000);

    assertThat(windows())
        .extracting(LatencyWindow::key, LatencyWindow::fromMillis, LatencyWindow::toMillis)
        .containsExactly(
            tuple("gate-3", 13_000L, 20_000L),
            tuple("subtask-0", 13_000L, 20_000L),
            tuple("gate-3", 20_000L, 30_000L),
            tuple("subtask-0", 20_000L, 30_000L));
  }

  @Test
  void theEndOfInputClosesTheLastWindow() throws Exception {
    harness.processElement(labelled, 0);
    harness.setProcessingTime(15_000);
    harness.endInput();

    assertThat(windows()).extracting(LatencyWindow::toMillis).containsOnly(15_000L);
  }

  private List<LatencyWindow> windows() {
    var windows = harness.getSideOutput(MeasureLatency.WINDOWS);
    return windows == null ? List.of() : windows.stream().map(StreamRecord::getValue).toList();
  }
}
