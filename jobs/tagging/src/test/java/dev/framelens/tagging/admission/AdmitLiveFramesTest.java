package dev.framelens.tagging.admission;

import static dev.framelens.tagging.TestFrames.CLASSIFIER;
import static dev.framelens.tagging.TestFrames.NOON;
import static dev.framelens.tagging.TestFrames.NOON_MILLIS;
import static dev.framelens.tagging.TestFrames.arrival;
import static dev.framelens.tagging.TestFrames.pngHeader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.framelens.contract.DropReason;
import dev.framelens.contract.Limits;
import dev.framelens.tagging.TestingMailbox;
import dev.framelens.tagging.admission.ladder.Rung;
import dev.framelens.tagging.admission.ladder.Rungs;
import dev.framelens.tagging.settings.AdmissionLimits;
import dev.framelens.tagging.settings.ModelSettings;
import dev.framelens.tagging.source.ArrivedFrame;
import dev.framelens.tagging.source.ConfigSource;
import dev.framelens.tagging.source.TestingClocks;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.runtime.execution.SuppressRestartsException;
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

@Tag("operator")
class AdmitLiveFramesTest {
  private static final Duration SLO = Duration.ofMillis(250);
  private static final int BATCH = 4;

  private final TestingClocks clocks = new TestingClocks(NOON);
  private final TestingMailbox mailbox = new TestingMailbox();
  private OneInputStreamOperatorTestHarness<ArrivedFrame, AdmittedFrame> harness;
  private long offset;

  @BeforeEach
  void openWithoutLimits() throws Exception {
    open(AdmissionLimits.standard());
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aFrameIsServedOnceTheSourceHasNoOther() throws Exception {
    arrive("gate");
    mailbox.runWaiting();
    assertThat(served()).isEmpty();

    mailbox.runWaiting();

    assertThat(served()).containsExactly(0L);
    assertThat(harness.extractOutputValues().get(0).frame().served())
        .isEqualTo(new Served(0, 250_000, true, LetGoCounts.NONE));
    runAll();
    assertThat(mailbox.isEmpty()).isTrue();
  }

  @Test
  void theNewestFrameOfEachCameraIsServedAndWhatItReplacedIsTold() throws Exception {
    arrive("gate");
    clocks.forwardMillis(3);
    arrive("gate");
    arrive("yard");
    runAll();

    assertThat(served()).containsExactly(1L, 2L);
    assertThat(dropped())
        .extracting(DroppedFrame::camera, DroppedFrame::reason, DroppedFrame::ageMillis)
        .containsExactly(tuple("gate", DropReason.SUPERSEDED, 3L));
    assertThat(harness.extractOutputValues())
        .extracting(frame -> frame.frame().served())
        .extracting("endsBatch", "letGo.superseded")
        .containsExactly(tuple(false, 1), tuple(true, 0));
  }

  @Test
  void theWaitInTheRoomCountsAsQueue() throws Exception {
    arrive("gate");
    clocks.forwardMillis(7);
    runAll();

    var frame = harness.extractOutputValues().get(0).frame();
    assertThat(frame.queueMicros()).isEqualTo(7_000);
    assertThat(frame.takenAtNanos()).isEqualTo(clocks.nanoTime());
  }

  @Test
  void whatWaitsAtABarrierIsServedBeforeIt() throws Exception {
    arrive("gate");
    arrive("yard");

    harness.prepareSnapshotPreBarrier(1);

    assertThat(served()).containsExactly(0L, 1L);
  }

  @Test
  void whatWaitsAtTheEndOfInputIsServed() throws Exception {
    arrive("gate");

    harness.endInput();

    assertThat(served()).containsExactly(0L);
  }

  @Test
  void aFrameThatWasAppendedTooLongAgoIsLetGoBeforeAnybodyDecodesIt() throws Exception {
    learnClockOffset();
    arriveAppendedAgo("gate", 300);

    runAll();

    assertThat(dropped())
        .extracting(DroppedFrame::reason, DroppedFrame::ageMillis)
        .contains(tuple(DropReason.STALE, 300L));
  }

  @Test
  void aBrokerWhoseClockIsBehindMakesNoFrameStale() throws Exception {
    for (int frame = 0; frame < 20; frame++) {
      clocks.forwardMillis(100);
      arriveAppendedAgo("gate", 5_000);
      settle();
    }

    // Of the first frame of all nobody can know whether it waited.
    assertThat(dropped()).hasSizeLessThanOrEqualTo(1);
    assertThat(served()).hasSizeGreaterThanOrEqualTo(19);
    assertThat(harness.extractOutputValues().get(5).frame().queueMicros()).isLessThan(3_000);
  }

  @Test
  void aBrokerWhoseClockIsAheadMakesNoFrameStale() throws Exception {
    for (int frame = 0; frame < 20; frame++) {
      clocks.forwardMillis(100);
      arriveAppendedAgo("gate", -5_000);
      settle();
    }

    assertThat(dropped()).isEmpty();
    assertThat(served()).hasSize(20);
  }

  @Test
  void aCameraWhoseOwnClockIsAnHourOffIsServedLikeTheOthers() throws Exception {
    var frame = arrival().camera("gate").producedAt(NOON_MILLIS - 3_600_000).takenAt(clocks);
    harness.processElement(new StreamRecord<>(frame.at(offset++)));
    runAll();

    assertThat(served()).containsExactly(0L);
    assertThat(dropped()).isEmpty();
  }

  @Test
  void whatACameraSendsBeyondItsLimitIsLetGo() throws Exception {
    harness.close();
    open(AdmissionLimits.standard().withMaxFps(5));
    for (int frame = 0; frame < 100; frame++) {
      clocks.forwardMillis(20);
      arrive("gate");
      runAll();
    }

    assertThat(dropped()).extracting(DroppedFrame::reason).containsOnly(DropReason.OVER_RATE);
    assertThat(served()).hasSizeBetween(9, 12);
    assertThat(served().size() + dropped().size()).isEqualTo(100);
  }

  /** Flink opens the operators of a task on one thread, the last first. */
  @Test
  void anSloThatThisMachineCannotHoldFailsTheJobAtOnceAndSaysWhatItCan() {
    var slow = CLASSIFIER.withSide(192);
    WarmedCosts.tell(slow, 200_000);

    assertThatThrownBy(() -> harness(AdmissionLimits.standard(), slow).open())
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .hasMessage(
            "--slo 250 ms is too short for this machine, where a frame takes 260.0 ms at its"
                + " lowest rung (expected: at least 577 ms)");
  }

  @Test
  void aPictureOfTheLargestSizeHasRoom() throws Exception {
    var frame =
        arrival()
            .camera("gate")
            .value(Arrays.copyOf(pngHeader(1280, 720), Limits.MAX_FRAME_BYTES))
            .appendedAt(NOON_MILLIS)
            .takenAt(clocks);
    harness.processElement(new StreamRecord<>(frame.at(offset++)));
    runAll();

    assertThat(served()).containsExactly(0L);
  }

  @Test
  void fiveThousandCamerasOnOneSlotHaveOneOutcomeEach() throws Exception {
    for (int camera = 0; camera < 5_000; camera++) {
      arrive("camera-" + camera);
      if (camera % 16 == 0) {
        clocks.forwardMillis(1);
        mailbox.runWaiting();
      }
    }
    harness.endInput();

    assertThat(served().size() + dropped().size()).isEqualTo(5_000);
  }

  @Test
  void everyFrameHasOneOutcome() throws Exception {
    for (int frame = 0; frame < 500; frame++) {
      clocks.forwardMillis(frame % 7);
      arrive("camera-" + frame * 31 % 12);
      if (frame % 11 == 0) {
        mailbox.runWaiting();
      }
      if (frame % 97 == 0) {
        harness.prepareSnapshotPreBarrier(frame);
      }
    }
    harness.endInput();

    assertThat(served().size() + dropped().size()).isEqualTo(500);
    assertThat(served()).doesNotHaveDuplicates();
  }

  /** A frame that came right after the source was idle tells that both clocks agree. */
  private void learnClockOffset() throws Exception {
    arrive("gate");
    settle();
    clocks.forwardMillis(50);
    arrive("gate");
    settle();
    clocks.forwardMillis(50);
  }

  private void settle() throws Exception {
    runAll();
    clocks.forwardMillis(3);
    harness.setProcessingTime(harness.getProcessingTime() + 3);
    runAll();
  }

  private void runAll() throws Exception {
    for (int round = 0; round < 10 && !mailbox.isEmpty(); round++) {
      mailbox.runWaiting();
    }
  }

  private void arrive(String camera) throws Exception {
    arriveAppendedAgo(camera, 0);
  }

  private void arriveAppendedAgo(String camera, long millis) throws Exception {
    var frame =
        arrival()
            .camera(camera)
            .appendedAt(clocks.epochMicros() / 1000 - millis)
            .takenAt(clocks)
            .at(offset++);
    harness.processElement(new StreamRecord<>(frame));
  }

  private List<Long> served() {
    return harness.extractOutputValues().stream()
        .map(frame -> frame.frame().id().offset())
        .toList();
  }

  private List<DroppedFrame> dropped() {
    var dropped = harness.getSideOutput(AdmitFrames.DROPPED);
    return dropped == null ? List.of() : dropped.stream().map(StreamRecord::getValue).toList();
  }

  private void open(AdmissionLimits limits) throws Exception {
    harness = harness(limits, CLASSIFIER);
    harness.open();
  }

  private OneInputStreamOperatorTestHarness<ArrivedFrame, AdmittedFrame> harness(
      AdmissionLimits limits, ModelChoice classifier) throws Exception {
    var rungs = new Rungs(List.of(new Rung(classifier.side(), 0.7, 290_000_000)));
    var policy =
        new LivePolicy(
            PipelinePolicy.of(
                LivePolicy.admission(new AdmissionPolicy(limits, List.of(classifier)), SLO),
                ModelSettings.standard()),
            rungs,
            BATCH);
    return new OneInputStreamOperatorTestHarness<>(new Factory(policy));
  }

  /** The operator with clocks and mails that the test holds. */
  private final class Factory extends AbstractStreamOperatorFactory<AdmittedFrame>
      implements OneInputStreamOperatorFactory<ArrivedFrame, AdmittedFrame> {
    private static final long serialVersionUID = 1L;
    private final transient LivePolicy policy;

    Factory(LivePolicy policy) {
      this.policy = policy;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T extends StreamOperator<AdmittedFrame>> T createStreamOperator(
        StreamOperatorParameters<AdmittedFrame> parameters) {
      return (T) new AdmitLiveFrames(parameters, policy, ConfigSource.none(), clocks, mailbox);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
      return AdmitLiveFrames.class;
    }
  }
}
