package dev.framelens.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CounterTest {
  private final Counter counter = new Counter();

  @Test
  void growsOnlyBetweenReadingsWithinTheTime() {
    counter.read(0, 0);
    counter.read(10, 100);
    counter.read(20, 200);
    counter.read(30, 400);
    assertThat(counter.between(5, 35)).hasValue(new Counter.Growth(10, 30, 300));
  }

  @Test
  void aValueThatIsNotRefreshedSaysNothing() {
    counter.read(0, 100);
    counter.read(10, 100);
    counter.read(20, 100);
    assertThat(counter.between(0, 20)).isEmpty();
  }

  @Test
  void readingsThatLieTogetherDoNotStandForALongTime() {
    counter.read(10, 1);
    counter.read(20, 2);
    assertThat(counter.between(0, 100)).isEmpty();
  }

  @Test
  void liesOnTheLineBetweenReadings() {
    counter.read(10, 100);
    counter.read(20, 300);
    assertThat(counter.at(15)).isEqualTo(200);
    assertThat(counter.at(0)).isEqualTo(100);
    assertThat(counter.at(99)).isEqualTo(300);
    assertThat(counter.reached(200)).isEqualTo(20);
  }
}
