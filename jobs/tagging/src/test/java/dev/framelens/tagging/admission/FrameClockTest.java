package dev.framelens.tagging.admission;

import static dev.framelens.tagging.TestFrames.NOON_MILLIS;
import static dev.framelens.tagging.TestFrames.arrival;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.contract.CaptureClock;
import dev.framelens.tagging.TestFrames;
import dev.framelens.tagging.source.ArrivedFrame;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.time.api.constraints.InstantRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameClockTest {
  private static final long YEAR_MILLIS = Duration.ofDays(365).toMillis();

  private static final Duration MAX_SKEW = Duration.ofMinutes(5);

  @Test
  void theHeaderSaysWhenAndTheBrokerHowOld() throws Exception {
    var timing = read(arrival().capturedAt("2026-11-24T11:59:59.800Z").appendedAt(before(100)));

    assertThat(timing)
        .isEqualTo(
            new Timing((NOON_MILLIS - 200) * 1000, CaptureClock.HEADER, false, 100_000, 100_000));
  }

  @Test
  void withoutAHeaderTheBrokersStampIsBelievedHoweverOdd() throws Exception {
    var ahead = read(arrival().appendedAt(before(-2 * YEAR_MILLIS)));

    assertThat(ahead.clock()).isEqualTo(CaptureClock.BROKER);
    assertThat(ahead.skewed()).isFalse();
    assertThat(ahead.queueMicros()).isZero();
    assertThat(read(arrival().appendedAt(0)).skewed()).isFalse();
  }

  @Test
  void withoutAHeaderTheProducersStampIsCaptureTimeAndAge() throws Exception {
    var timing = read(arrival().producedAt(before(250)));

    assertThat(timing)
        .isEqualTo(
            new Timing((NOON_MILLIS - 250) * 1000, CaptureClock.PRODUCER, false, 0, 250_000));
  }

  @Test
  void aProducersStampThatCannotBeIsMarkedAndJudgesNoAge() throws Exception {
    long before2016 = Instant.parse("2015-12-31T23:59:59Z").toEpochMilli();
    for (long stamp : new long[] {before(-300_001), before2016, 0}) {
      var timing = read(arrival().producedAt(stamp));

      assertThat(timing.skewed()).isTrue();
      assertThat(timing.queueMicros()).isZero();
      assertThat(timing.capturedAtMicros()).isEqualTo(stamp * 1000);
    }
    assertThat(read(arrival().producedAt(before(-300_000))).skewed()).isFalse();
  }

  @Test
  void anOldButPossibleProducersStampIsAnAge() throws Exception {
    var timing = read(arrival().producedAt(before(YEAR_MILLIS)));

    assertThat(timing.skewed()).isFalse();
    assertThat(timing.queueMicros()).isEqualTo(YEAR_MILLIS * 1000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1970-01-01T00:00:10Z", "2056-11-24T12:00:00Z"})
  void aCamerasClockThatIsDecadesOffIsMarkedAndAgesNothing(String header) throws Exception {
    for (var frame :
        new ArrivedFrame[] {
          arrival().capturedAt(header).appendedAt(before(100)).at(1),
          arrival().capturedAt(header).producedAt(before(100)).at(1)
        }) {
      var timing = FrameClock.read(frame, MAX_SKEW, 0);

      assertThat(timing.skewed()).isTrue();
      assertThat(timing.capturedAtMicros()).isEqualTo(Instant.parse(header).toEpochMilli() * 1000);
      assertThat(timing.ingestMicros()).isZero();
      assertThat(timing.queueMicros()).isEqualTo(100_000);
    }
  }

  @Test
  void aHeaderSlightlyAheadOfTheBrokerMakesNoNegativeIngest() throws Exception {
    var timing = read(arrival().capturedAt("2026-11-24T12:00:01Z").appendedAt(before(100)));

    assertThat(timing.skewed()).isFalse();
    assertThat(timing.ingestMicros()).isZero();
  }

  @Test
  void ingestIsUnknownUnderAProducersStamp() throws Exception {
    var timing = read(arrival().capturedAt("2026-11-24T11:59:59Z").producedAt(before(100)));

    assertThat(timing.ingestMicros()).isZero();
    assertThat(timing.queueMicros()).isEqualTo(100_000);
  }

  @Test
  void aHeaderServesWhereTheRecordHasNoTime() throws Exception {
    var timing = read(arrival().capturedAt("2026-11-24T11:59:59Z").producedAt(-1));

    assertThat(timing.clock()).isEqualTo(CaptureClock.HEADER);
    assertThat(timing.skewed()).isFalse();
    assertThat(timing.queueMicros()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "2026-11-24 12:00",
        "2026-11-24T12:00:00",
        "2026-02-30T00:00:00Z",
        "2026-11-24T12:00:00+0000",
        "2026-11-24 12:00:00Z",
        "2026-11-24T11:59:60Z",
        "+999999999-01-01T00:00:00Z",
        "-0044-03-15T12:00:00Z"
      })
  void anUnreadableHeaderFallsBackToTheRecordsTimeAndIsMarked(String header) throws Exception {
    var timing = read(arrival().capturedAt(header).appendedAt(before(100)));

    assertThat(timing.clock()).isEqualTo(CaptureClock.BROKER);
    assertThat(timing.skewed()).isTrue();
    assertThat(timing.capturedAtMicros()).isEqualTo(before(100) * 1000);
    assertThat(timing.queueMicros()).isEqualTo(100_000);
    assertThat(read(arrival().capturedAt(header).producedAt(before(100))).clock())
        .isEqualTo(CaptureClock.PRODUCER);
    assertThatThrownBy(() -> read(arrival().capturedAt(header).producedAt(-1)))
        .isInstanceOf(BadTimestampException.class)
        .hasMessageContaining("'" + header + "'")
        .hasMessageContaining("expected: RFC 3339");
  }

  @Test
  void aLongHeaderIsQuotedInShort() {
    assertThatThrownBy(() -> read(arrival().capturedAt("x".repeat(10_000)).producedAt(-1)))
        .hasMessageContaining("'" + "x".repeat(40) + "…'");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE})
  void aRecordWithoutAReadableTimeIsRefused(long stamp) {
    assertThatThrownBy(() -> read(arrival().producedAt(stamp)))
        .isInstanceOf(BadTimestampException.class)
        .hasMessageContaining(Long.toString(stamp));
  }

  @Property
  void theLedgerNeverStartsBelowZero(
      @ForAll long recordMillis,
      @ForAll boolean appendTime,
      @ForAll boolean withHeader,
      @ForAll @InstantRange(min = "0001-01-01T00:00:00Z", max = "9999-12-31T23:59:59Z")
          Instant header,
      @ForAll @LongRange(min = 0, max = 4_000_000_000_000_000L) long takenAtMicros)
      throws Exception {
    checkLedger(recordMillis, appendTime, withHeader ? header : null, takenAtMicros);
  }

  @Property
  void norWhereTheClocksAreNearEachOther(
      @ForAll @LongRange(min = -600_000, max = 600_000) long recordOffMillis,
      @ForAll boolean appendTime,
      @ForAll boolean withHeader,
      @ForAll @LongRange(min = -600_000, max = 600_000) long headerOffMillis)
      throws Exception {
    checkLedger(
        NOON_MILLIS + recordOffMillis,
        appendTime,
        withHeader ? Instant.ofEpochMilli(NOON_MILLIS + headerOffMillis) : null,
        NOON_MILLIS * 1000);
  }

  private void checkLedger(
      long recordMillis, boolean appendTime, @Nullable Instant header, long takenAtMicros)
      throws Exception {
    var frame =
        (appendTime ? arrival().appendedAt(recordMillis) : arrival().producedAt(recordMillis))
            .capturedAt(header == null ? null : header.toString())
            .takenAtMicros(takenAtMicros);
    Timing timing;
    try {
      timing = read(frame);
    } catch (BadTimestampException e) {
      assertThat(header).isNull();
      return;
    }
    assertThat(timing.ingestMicros()).isNotNegative();
    assertThat(timing.queueMicros()).isNotNegative();
  }

  private Timing read(TestFrames.Arrival arrival) throws Exception {
    return FrameClock.read(arrival.at(1), MAX_SKEW, 0);
  }

  private static long before(long millis) {
    return NOON_MILLIS - millis;
  }
}
