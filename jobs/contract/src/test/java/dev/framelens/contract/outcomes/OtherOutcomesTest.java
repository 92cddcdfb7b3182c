package dev.framelens.contract.outcomes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.contract.DropReason;
import dev.framelens.contract.FrameId;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.LedgerPart;
import dev.framelens.contract.RejectionReason;
import dev.framelens.contract.kafka.HeaderNames;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtherOutcomesTest {
  private static final FrameId ID = new FrameId("frames", 2, 9917);

  @Test
  void aDropHasEveryFieldOfItsRecord() {
    var drop = new Drop("night", "gate-3", ID, DropReason.OVER_RATE, 10_500);

    assertThat(Drop.read(Written.record("dropped-frames", Written.DROP))).isEqualTo(drop);
    assertThat(Drop.read(Written.DROP.getBytes(UTF_8))).isEqualTo(drop);
  }

  @Test
  void aDropForNoKnownReasonIsRefused() {
    var bored = Written.DROP.replace("over-rate", "bored");

    assertThatThrownBy(() -> Drop.read(Written.record("dropped-frames", bored)))
        .isInstanceOf(FramelensException.class)
        .hasMessage(
            "The field reason of the record dropped-frames/0@17 is \"bored\" (expected: stale, over-rate, superseded, shed)");
  }

  @Test
  void aRejectionHasTheFrameAsItCameAndWhatItsHeadersSay() {
    byte[] key = {(byte) 0xFF};
    byte[] value = {1, 2, 3};

    var rejection = Rejection.read(Written.rejection(key, value, Written.rejectionHeaders()));

    assertThat(rejection)
        .isEqualTo(
            new Rejection(
                "night",
                ID,
                RejectionReason.TOO_MANY_PIXELS,
                "Tür (expected: gate)",
                key,
                value,
                false,
                3));
  }

  @Test
  void aRejectionWithoutTheBytesTellsHowManyThereWere() {
    var headers = new HashMap<>(Written.rejectionHeaders());
    headers.putAll(Map.of(HeaderNames.TRUNCATED, "true", HeaderNames.SIZE, "31457280"));

    var rejection = Rejection.read(Written.rejection(null, null, headers));

    assertThat(rejection.truncated()).isTrue();
    assertThat(rejection.size()).isEqualTo(31_457_280);
    assertThat(rejection.value()).isNull();
    assertThat(rejection.key()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {HeaderNames.PIPELINE, HeaderNames.ORIGIN, HeaderNames.REASON, HeaderNames.DETAIL})
  void aRejectionWithoutAHeaderIsRefused(String absent) {
    var headers = new HashMap<>(Written.rejectionHeaders());
    headers.remove(absent);

    assertThatThrownBy(() -> Rejection.read(Written.rejection(null, null, headers)))
        .isInstanceOf(FramelensException.class)
        .hasMessageStartingWith(
            "The header %s of the record rejected-frames/0@17 is absent (expected: "
                .formatted(absent));
  }

  @ParameterizedTest
  @CsvSource({
    HeaderNames.PIPELINE + ", every night",
    HeaderNames.ORIGIN + ", frames/2",
    HeaderNames.REASON + ", ugly",
    HeaderNames.SIZE + ", -1",
    HeaderNames.SIZE + ", large"
  })
  void aRejectionWithAHeaderThatIsWrongIsRefused(String header, String wrong) {
    var headers = new HashMap<>(Written.rejectionHeaders());
    headers.put(header, wrong);

    assertThatThrownBy(() -> Rejection.read(Written.rejection(null, null, headers)))
        .isInstanceOf(FramelensException.class)
        .hasMessageStartingWith(
            "The header %s of the record rejected-frames/0@17 is '%s' (expected: "
                .formatted(header, wrong));
  }

  @Test
  void aCamerasWindowHasItsTotal() {
    var window = LatencyReport.read(Written.record("latency", Written.LATENCY_OF_CAMERA));

    assertThat(window.pipeline()).isEqualTo("night");
    assertThat(window.camera()).isEqualTo("gate-3");
    assertThat(window.subtask()).isEqualTo(1);
    assertThat(window.from()).isEqualTo(Instant.parse("2026-11-24T12:00:00Z"));
    assertThat(window.to()).isEqualTo(Instant.parse("2026-11-24T12:00:10Z"));
    assertThat(window.frames()).isEqualTo(250);
    assertThat(window.framesPerSecond()).isEqualTo(25);
    assertThat(window.overflowFrames()).isZero();
    assertThat(window.parts()).containsOnlyKeys(LedgerPart.TOTAL);
    var total = Objects.requireNonNull(window.parts().get(LedgerPart.TOTAL));
    assertThat(total.p50Micros()).isEqualTo(1_000);
    assertThat(total.p95Micros()).isEqualTo(2_000);
    assertThat(total.p99Micros()).isEqualTo(3_000);
    assertThat(total.maxMicros()).isEqualTo(4_001);
    assertThat(total.histogram()).containsExactly(1, 2, 3);
  }

  @Test
  void aSubtasksWindowHasEveryPart() {
    var window = LatencyReport.read(Written.LATENCY_OF_SUBTASK.getBytes(UTF_8));

    assertThat(window.camera()).isNull();
    assertThat(window.overflowFrames()).isEqualTo(7);
    assertThat(window.parts()).containsOnlyKeys(LedgerPart.values());
  }

  @Test
  void aWindowWhoseHistogramIsNoneIsRefused() {
    var odd = Written.LATENCY_OF_CAMERA.replace("AQID", "~");

    assertThatThrownBy(() -> LatencyReport.read(odd.getBytes(UTF_8)))
        .isInstanceOf(FramelensException.class)
        .hasMessage(
            "The field latencyMillis.total.histogram of the record is \"~\" (expected: Base64)");
  }
}
