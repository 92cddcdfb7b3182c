package dev.framelens.tagging.inference;

import static dev.framelens.tagging.TestFrames.SMALL;
import static dev.framelens.tagging.TestFrames.resized;
import static dev.framelens.tagging.TestFrames.served;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.contract.RejectionReason;
import dev.framelens.tagging.TestingMailbox;
import dev.framelens.tagging.admission.RejectedFrame;
import dev.framelens.tagging.resizing.ResizedFrame;
import dev.framelens.tagging.settings.InferenceSettings;
import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("native")
class InferFramesTest {
  private static final int BATCH = 3;

  private final TestingModels models = new TestingModels();
  private final TestingMailbox mailbox = new TestingMailbox();
  private OneInputStreamOperatorTestHarness<ResizedFrame, LabelledFrame> harness;

  @BeforeEach
  void openWithoutLinger() throws Exception {
    open(Duration.ZERO);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aFullBatchLeavesAtOnce() throws Exception {
    for (int number = 1; number <= BATCH; number++) {
      arrive("a", number);
    }

    assertThat(labelled()).containsExactly(1L, 2L, 3L);
    assertThat(models.batchSizes).containsExactly(BATCH);
  }

  @Test
  void withoutLingerAFrameLeavesAsSoonAsNoOtherIsWaiting() throws Exception {
    arrive("a", 1);
    mailbox.runWaiting();
    arrive("b", 2);
    mailbox.runWaiting();
    assertThat(labelled()).isEmpty();

    mailbox.runWaiting();

    assertThat(labelled()).containsExactly(1L, 2L);
    assertThat(models.batchSizes).containsExactly(2);
    assertThat(mailbox.isEmpty()).isTrue();
  }

  @Test
  void aBatchThatFilledLeavesNoMailBehindAndTheNextFrameIsWatchedAgain() throws Exception {
    for (int number = 1; number <= BATCH; number++) {
      arrive("a", number);
    }
    mailbox.runWaiting();
    assertThat(mailbox.isEmpty()).isTrue();

    arrive("a", 4);
    mailbox.runWaiting();
    mailbox.runWaiting();

    assertThat(labelled()).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void withALingerAFrameWaitsThatLongAndNoLonger() throws Exception {
    harness.close();
    open(Duration.ofMillis(20));
    harness.setProcessingTime(100);
    arrive("a", 1);
    harness.setProcessingTime(119);
    assertThat(labelled()).isEmpty();
    arrive("b", 2);

    harness.setProcessingTime(120);

    assertThat(labelled()).containsExactly(1L, 2L);
    arrive("a", 3);
    harness.setProcessingTime(140);
    assertThat(labelled()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void noFrameWaitsAcrossACheckpointBarrier() throws Exception {
    harness.close();
    open(Duration.ofSeconds(10));
    arrive("a", 1);

    harness.prepareSnapshotPreBarrier(1);

    assertThat(labelled()).containsExactly(1L);
  }

  @Test
  void aBatchOfTheWaitingRoomRunsWithItsLastFrame() throws Exception {
    harness.processElement(new StreamRecord<>(served("a", 1, false)));
    assertThat(labelled()).isEmpty();

    harness.processElement(new StreamRecord<>(served("b", 2, true)));

    assertThat(labelled()).containsExactly(1L, 2L);
    assertThat(models.batchSizes).containsExactly(2);
    mailbox.runWaiting();
    assertThat(mailbox.isEmpty()).isTrue();
  }

  @Test
  void aBatchOfTheWaitingRoomWhoseLastFrameWasRejectedRunsWhenNoFrameIsWaiting() throws Exception {
    harness.processElement(new StreamRecord<>(served("a", 1, false)));

    mailbox.runWaiting();
    mailbox.runWaiting();

    assertThat(labelled()).containsExactly(1L);
    assertThat(mailbox.isEmpty()).isTrue();
  }

  @Test
  void theEndOfInputRunsTheRest() throws Exception {
    harness.close();
    open(Duration.ofSeconds(10));
    arrive("a", 1);

    harness.endInput();

    assertThat(labelled()).containsExactly(1L);
  }

  @Test
  void whatTheModelCannotSeeIsRejectedWithItsReason() throws Exception {
    models.failing.add(2);
    arrive("a", 1);
    arrive("a", 2);
    harness.endInput();

    assertThat(labelled()).containsExactly(1L);
    assertThat(harness.getSideOutput(InferFrames.REJECTED))
        .extracting(StreamRecord::getValue)
        .extracting(RejectedFrame::reason)
        .containsExactly(RejectionReason.MODEL_FAILED);
  }

  @Test
  void theModelIsOpenedAheadOfTheFirstFrameAndGivenBackAtTheEnd() throws Exception {
    assertThat(models.opened).containsExactly(SMALL);

    harness.close();

    assertThat(models.closed).isTrue();
  }

  private void open(Duration linger) throws Exception {
    harness = new OneInputStreamOperatorTestHarness<>(new Factory(linger));
    harness.open();
  }

  private void arrive(String camera, int number) throws Exception {
    harness.processElement(new StreamRecord<>(resized(camera, number)));
  }

  private List<Long> labelled() {
    return harness.extractOutputValues().stream()
        .map(frame -> frame.frame().id().offset())
        .toList();
  }

  /** The operator with models and mails that the test holds. */
  private final class Factory extends AbstractStreamOperatorFactory<LabelledFrame>
      implements OneInputStreamOperatorFactory<ResizedFrame, LabelledFrame> {
    private static final long serialVersionUID = 1L;
    private final Duration linger;

    Factory(Duration linger) {
      this.linger = linger;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T extends StreamOperator<LabelledFrame>> T createStreamOperator(
        StreamOperatorParameters<LabelledFrame> parameters) {
      var settings = InferenceSettings.standard().withBatchSize(BATCH).withLinger(linger);
      return (T)
          new InferFrames(
              parameters, settings, List.of(List.of(SMALL)), () -> 0, mailbox, operator -> models);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
      return InferFrames.class;
    }
  }
}
