package dev.framelens.tagging.outcomes;

import static dev.framelens.tagging.TestFrames.CLASSIFIER;
import static dev.framelens.tagging.TestFrames.DETECTOR;
import static dev.framelens.tagging.TestFrames.NOON;
import static dev.framelens.tagging.TestFrames.NOON_MILLIS;
import static dev.framelens.tagging.TestFrames.frame;
import static dev.framelens.tagging.TestFrames.labelled;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framelens.contract.CaptureClock;
import dev.framelens.contract.DropReason;
import dev.framelens.contract.FrameId;
import dev.framelens.contract.LedgerPart;
import dev.framelens.contract.ModelKind;
import dev.framelens.contract.RejectionReason;
import dev.framelens.contract.outcomes.Drop;
import dev.framelens.contract.outcomes.Label;
import dev.framelens.contract.outcomes.Label.Box;
import dev.framelens.contract.outcomes.Label.Classification;
import dev.framelens.contract.outcomes.Label.Model;
import dev.framelens.contract.outcomes.LatencyReport;
import dev.framelens.contract.outcomes.Rejection;
import dev.framelens.contract.picture.ImageFormat;
import dev.framelens.contract.picture.ImageHeader;
import dev.framelens.tagging.admission.DroppedFrame;
import dev.framelens.tagging.admission.FrameInfo;
import dev.framelens.tagging.admission.RejectedFrame;
import dev.framelens.tagging.inference.Findings;
import dev.framelens.tagging.inference.LabelledFrame;
import dev.framelens.tagging.inference.Ledger;
import dev.framelens.tagging.latency.TestWindows;
import dev.framelens.tagging.source.TestingClocks;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.DataFormatException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the job writes is what the contract's readers read. */
class ReadBackTest {
  private static final FrameId ID = new FrameId("frames", 2, 9917);
  private static final Ledger LEDGER = new Ledger(12_000, 3_500, 1_700, 900, 7_200, 301);

  private final TestingClocks clocks = new TestingClocks(NOON);

  @Test
  void aLabelOfBothTasksHasEveryField() {
    var written =
        new LabelledFrame(
            counted(1234L, CaptureClock.HEADER, true),
            List.of(
                Findings.labels(
                    CLASSIFIER,
                    List.of(new LabelledFrame.Label(671, "n03792782", "mountain bike", 0.83f))),
                Findings.detections(
                    DETECTOR,
                    List.of(
                        new LabelledFrame.DetectedObject(1, "person", 0.71f, 0.1, 0.2, 0.5, 0.4)))),
            4,
            LEDGER);

    var read = read(written);

    assertThat(read.pipeline()).isEqualTo("night");
    assertThat(read.camera()).isEqualTo("gate-3");
    assertThat(read.frame()).isEqualTo(ID);
    assertThat(read.sequence()).isEqualTo(1234);
    assertThat(read.capturedAt()).isEqualTo(NOON.plusMillis(123));
    assertThat(read.captureClock()).isEqualTo(CaptureClock.HEADER);
    assertThat(read.clockSkewed()).isTrue();
    assertThat(read.width()).isEqualTo(1280);
    assertThat(read.height()).isEqualTo(720);
    assertThat(read.models())
        .containsExactly(
            new Model(
                ModelKind.CLASSIFIER,
                CLASSIFIER.name(),
                CLASSIFIER.alpha(),
                0.714,
                CLASSIFIER.side(),
                CLASSIFIER.precision(),
                CLASSIFIER.digest()),
            new Model(
                ModelKind.DETECTOR,
                DETECTOR.name(),
                DETECTOR.alpha(),
                null,
                DETECTOR.side(),
                DETECTOR.precision(),
                DETECTOR.digest()));
    assertThat(read.classifications())
        .containsExactly(new Classification(671, "n03792782", "mountain bike", 0.83));
    assertThat(read.detections()).hasSize(1);
    var person = read.detections().get(0);
    assertThat(person.index()).isEqualTo(1);
    assertThat(person.name()).isEqualTo("person");
    assertThat(person.score()).isCloseTo(0.71, within(1e-6));
    assertThat(person.box()).isEqualTo(new Box(0.1, 0.2, 0.5, 0.4));
    assertThat(read.batchSize()).isEqualTo(4);
    for (var part : LedgerPart.values()) {
      assertThat(read.micros(part)).as(part.word()).isEqualTo(LEDGER.micros(part));
    }
  }

  @Test
  void aLabelOfOneTaskHasThatTasksModelAlone() {
    var classified = read(labelled(frame("gate-3", 9917), LEDGER));
    var detected =
        read(
            new LabelledFrame(
                frame("gate-3", 9917),
                List.of(Findings.detections(DETECTOR, List.of())),
                1,
                LEDGER));

    assertThat(classified.models()).extracting(Model::kind).containsExactly(ModelKind.CLASSIFIER);
    assertThat(classified.classifications()).hasSize(2);
    assertThat(classified.detections()).isEmpty();
    assertThat(detected.models()).extracting(Model::kind).containsExactly(ModelKind.DETECTOR);
    assertThat(detected.classifications()).isEmpty();
    assertThat(detected.detections()).isEmpty();
    assertThat(detected.sequence()).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void whoseClockItWasIsReadBack(CaptureClock clock) {
    var label = read(labelled(counted(null, clock, false), LEDGER));

    assertThat(label.captureClock()).isEqualTo(clock);
    assertThat(label.clockSkewed()).isFalse();
  }

  /** Up to seventy years, as with a camera that believes in 1970. */
  @Property
  void everyPartOfTheLedgerIsReadBackToTheMicrosecond(
      @ForAll @LongRange(max = 1_100_000_000_000_000L) long ingest,
      @ForAll @LongRange(max = 1_100_000_000_000_000L) long queue,
      @ForAll @LongRange(max = 10_000_000) long resize,
      @ForAll @LongRange(max = 10_000_000) long batch,
      @ForAll @LongRange(max = 10_000_000) long inference,
      @ForAll @LongRange(max = 10_000_000) long finish) {
    var ledger = new Ledger(ingest, queue, resize, batch, inference, finish);

    var label = read(labelled(frame("gate-3", 1), ledger));

    assertThat(label.ledgerMicros())
        .allSatisfy((part, micros) -> assertThat(micros).isEqualTo(ledger.micros(part)))
        .hasSameSizeAs(LedgerPart.values());
  }

  @ParameterizedTest
  @EnumSource
  void aDropIsReadBackWithEveryReason(DropReason reason) {
    var record =
        TestRecords.read(
            new DropRecords("dropped-frames", "night", clocks),
            new DroppedFrame(ID, "gate-3", reason, 10_500));

    assertThat(Drop.read(record)).isEqualTo(new Drop("night", "gate-3", ID, reason, 10_500));
  }

  @ParameterizedTest
  @EnumSource
  void aRejectionIsReadBackWithEveryReason(RejectionReason reason) {
    byte[] key = {(byte) 0xFF};
    byte[] value = {1, 2, 3};

    var rejection = rejected(new RejectedFrame(ID, key, value, reason, "Tür (expected: gate)"));

    assertThat(rejection)
        .isEqualTo(
            new Rejection("night", ID, reason, "Tür (expected: gate)", key, value, false, 3));
  }

  @Test
  void aRejectionOfNothingIsReadBackAsSuch() {
    var rejection =
        rejected(new RejectedFrame(ID, null, null, RejectionReason.BAD_KEY, "The key is absent"));

    assertThat(rejection.key()).isNull();
    assertThat(rejection.value()).isNull();
    assertThat(rejection.size()).isZero();
    assertThat(rejection.truncated()).isFalse();
  }

  @Test
  void windowsOfLatencyAreReadBackWithTheirHistograms() throws Exception {
    var later = new Ledger(12_000, 3_500, 1_700, 900, 17_200, 301);
    var reports =
        TestWindows.of("gate-3", NOON_MILLIS, NOON_MILLIS + 10_000, LEDGER, later).stream()
            .map(window -> TestRecords.read(new LatencyRecords("latency", "night"), window))
            .map(LatencyReport::read)
            .toList();

    assertThat(reports).extracting(LatencyReport::camera).containsExactly("gate-3", null);
    for (var report : reports) {
      assertThat(report.pipeline()).isEqualTo("night");
      assertThat(report.subtask()).isEqualTo(TestWindows.SUBTASK);
      assertThat(report.from()).isEqualTo(NOON);
      assertThat(report.to()).isEqualTo(NOON.plusSeconds(10));
      assertThat(report.frames()).isEqualTo(2);
      assertThat(report.framesPerSecond()).isEqualTo(0.2);
      assertThat(report.overflowFrames()).isZero();
    }
    assertThat(reports.get(0).parts()).containsOnlyKeys(LedgerPart.TOTAL);
    assertThat(reports.get(1).parts()).containsOnlyKeys(LedgerPart.values());
    for (var part : reports.get(1).parts().entrySet()) {
      var told = part.getValue();
      var histogram = decoded(told.histogram());
      long[] micros = {LEDGER.micros(part.getKey()), later.micros(part.getKey())};
      assertThat(histogram.getTotalCount()).isEqualTo(2);
      for (long one : micros) {
        assertThat(histogram.getCountAtValue(one)).isPositive();
      }
      assertThat(told.p50Micros()).isEqualTo(histogram.getValueAtPercentile(50));
      assertThat(told.p95Micros()).isEqualTo(histogram.getValueAtPercentile(95));
      assertThat(told.p99Micros()).isEqualTo(histogram.getValueAtPercentile(99));
      assertThat(told.maxMicros()).isEqualTo(histogram.getMaxValue());
      long longest = Math.max(micros[0], micros[1]);
      assertThat(told.maxMicros()).isBetween(longest, longest + longest / 100);
    }
  }

  private static Histogram decoded(byte[] histogram) throws DataFormatException {
    return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(histogram), 1);
  }

  private static Label read(LabelledFrame labelled) {
    ConsumerRecord<byte[], byte[]> record =
        TestRecords.read(new LabelRecords("labels", "night"), labelled);
    assertThat(record.key()).isEqualTo(labelled.frame().camera().getBytes(UTF_8));
    return Label.read(record);
  }

  @Test
  void aRejectionThatItsTopicDoesNotTakeGoesWithoutItsBytes() {
    var frame =
        new RejectedFrame(
            ID, new byte[20], new byte[5_000], RejectionReason.UNDECODABLE, "no picture");

    for (int limit : new int[] {4_000, 5_000, 6_000}) {
      var read = Rejection.read(TestRecords.read(limited(limit), frame));

      assertThat(read.size()).isEqualTo(5_000);
      assertThat(read.truncated()).isEqualTo(limit < 6_000);
      assertThat(read.value()).isEqualTo(limit < 6_000 ? null : frame.value());
      assertThat(read.key()).isEqualTo(frame.key());
      assertThat(read.reason()).isEqualTo(RejectionReason.UNDECODABLE);
    }
  }

  @Test
  void aKeyThatTheTopicDoesNotTakeIsLeftOutToo() {
    var frame =
        new RejectedFrame(ID, new byte[5_000], new byte[1], RejectionReason.BAD_KEY, "too long");

    var read = Rejection.read(TestRecords.read(limited(4_000), frame));

    assertThat(read.key()).isNull();
    assertThat(read.truncated()).isTrue();
  }

  private RejectedRecords limited(int bytes) {
    return new RejectedRecords("rejected-frames", "night", clocks, () -> bytes);
  }

  private Rejection rejected(RejectedFrame frame) {
    return Rejection.read(
        TestRecords.read(
            new RejectedRecords(
                "rejected-frames", "night", clocks, () -> TestRecords.LARGEST_BYTES),
            frame));
  }

  private static FrameInfo counted(@Nullable Long sequence, CaptureClock clock, boolean skewed) {
    return new FrameInfo(
        ID,
        "gate-3",
        new ImageHeader(ImageFormat.PNG, 1280, 720),
        sequence,
        NOON_MILLIS * 1000 + 123_999,
        clock,
        skewed,
        12_000,
        3_500,
        0,
        null,
        0,
        null);
  }
}
