package dev.framelens.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framelens.contract.FrameId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Random;
import java.util.function.IntToLongFunction;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class OfferedLatencyTest {
  private static final long MILLI = 1_000_000;
  private static final long START = 7 * MILLI;
  private static final int FRAMES_A_SECOND = 1000;

  private final Schedule schedule = Schedule.of(1, FRAMES_A_SECOND, 1, Duration.ofSeconds(20), 1);

  @Test
  void percentilesOfUniformTimesAreTheirShares() {
    var random = new Random(5);
    OfferedLatency latency = served(frame -> random.nextInt(100_000) * 1000L);
    assertThat(latency.all().millis(50)).isCloseTo(50, within(1.5));
    assertThat(latency.all().millis(95)).isCloseTo(95, within(1.5));
    assertThat(latency.all().millis(99)).isCloseTo(99, within(1.5));
  }

  /** The p-th percentile of a mean of 10 ms is -10 ln(1 - p). */
  @Test
  void percentilesOfExponentialTimesAreTheirLogarithms() {
    var random = new Random(6);
    OfferedLatency latency =
        served(frame -> (long) (-10 * MILLI * Math.log(1 - random.nextDouble())));
    assertThat(latency.all().millis(50)).isCloseTo(10 * Math.log(2), Percentage.withPercentage(4));
    assertThat(latency.all().millis(95)).isCloseTo(10 * Math.log(20), Percentage.withPercentage(4));
    assertThat(latency.all().millis(99))
        .isCloseTo(10 * Math.log(100), Percentage.withPercentage(5));
  }

  @Test
  void theFirstSixthOnlySettles() {
    OfferedLatency latency = served(frame -> MILLI);
    assertThat(schedule.frames()).hasSize(24_000);
    assertThat(latency.all().count()).isCloseTo(20_000, within(1L));
  }

  /**
   * A consumer that takes a frame in no time, but stands still for a second once in twenty: the
   * frames of that second are a twentieth, and waited half a second on average.
   */
  @Test
  void aStalledConsumerShowsInTimesFromTheIntendedSendAndHidesInTimesFromTheActualOne() {
    var clock = new StallingConsumer(schedule);
    var latency = new OfferedLatency();
    var fromActual = new LatencyHistogram();
    var lateness =
        schedule.pace(
            0,
            new Schedule.Clock(clock::nanos, clock::sleep),
            due -> {
              long sentAt = clock.nanos();
              clock.take();
              if (schedule.measures(due)) {
                latency.labelled(due, clock.nanos());
              }
              fromActual.record(clock.nanos() - sentAt);
            });

    assertThat(fromActual.millis(99)).isLessThan(1);
    assertThat(latency.all().millis(99)).isBetween(700.0, 1000.0);
    assertThat(latency.all().millis(50)).isLessThan(1);
    assertThat(lateness.millis(99)).isBetween(700.0, 1000.0);
  }

  private OfferedLatency served(IntToLongFunction nanos) {
    var sent = new HashMap<FrameId, LoadGenerator.Sent>();
    var found = new HashMap<FrameId, Outcomes.Found>();
    for (int frame = 0; frame < schedule.frames().size(); frame++) {
      var due = schedule.frames().get(frame);
      var id = new FrameId("frames", 0, frame);
      sent.put(id, new LoadGenerator.Sent(due, 0));
      found.put(
          id, new Outcomes.Found(1, 224, 0, START + due.afterNanos() + nanos.applyAsLong(frame)));
    }
    found.put(new FrameId("frames", 1, 0), new Outcomes.Found(1, 224, 0, Long.MAX_VALUE));
    return OfferedLatency.of(schedule, START, sent, found);
  }

  /** Time that passes when somebody sleeps, when a frame is taken, and by a second at one frame. */
  private static final class StallingConsumer {
    private final int stallsAt;
    private int taken;
    private long nanos;

    StallingConsumer(Schedule schedule) {
      stallsAt = schedule.frames().size() / 2;
    }

    long nanos() {
      return nanos;
    }

    void sleep(long time) {
      nanos += time;
    }

    void take() {
      nanos += taken++ == stallsAt ? 1000 * MILLI : MILLI / 20;
    }
  }
}
