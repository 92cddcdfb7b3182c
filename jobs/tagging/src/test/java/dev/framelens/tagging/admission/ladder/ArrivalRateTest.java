package dev.framelens.tagging.admission.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class ArrivalRateTest {
  private static final Percentage NEARLY = Percentage.withPercentage(1);

  private final ArrivalRate rate = new ArrivalRate();
  private double micros;

  @Property(tries = 100)
  void aSteadyRateIsKnownAtAnyMoment(
      @ForAll @DoubleRange(min = 0.1, max = 200) double perSecond,
      @ForAll @DoubleRange(min = 0, max = 0.99) double intervalsLater) {
    send(perSecond, 2 + 10 / perSecond);
    long now = (long) (micros + (intervalsLater - 1) * 1e6 / perSecond);

    assertThat(rate.perSecond(now)).isCloseTo(perSecond, NEARLY);
  }

  @Property(tries = 100)
  void anotherRateIsKnownWithinASecond(
      @ForAll @DoubleRange(min = 4, max = 100) double before,
      @ForAll @DoubleRange(min = 4, max = 100) double after,
      @ForAll @DoubleRange(min = 2, max = 4) double seconds) {
    send(before, seconds);
    // The first frames at the new rate end an interval at the old one.
    send(after, 1 + 2 / after);

    assertThat(rate.perSecond((long) micros)).isCloseTo(after, Percentage.withPercentage(2));
  }

  @Test
  void oneFrameIsNoRate() {
    rate.arrived(0);

    assertThat(rate.perSecond(10)).isZero();
  }

  @Test
  void aCameraThatFallsSilentGetsSlower() {
    send(10, 2);

    assertThat(rate.perSecond((long) micros + 10_000_000)).isLessThan(1);
  }

  @Test
  void framesOfOneInstantAreNoInfiniteRate() {
    for (int frame = 0; frame < 10; frame++) {
      rate.arrived(0);
    }

    assertThat(rate.perSecond(1_000_000)).isLessThanOrEqualTo(10);
  }

  private void send(double perSecond, double seconds) {
    double end = micros + seconds * 1e6;
    for (; micros < end; micros += 1e6 / perSecond) {
      rate.arrived((long) micros);
    }
  }
}
