package dev.framelens.cameras;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class InFlightTest {
  private final InFlight inFlight = new InFlight(100);

  @Test
  void refusesWhatDoesNotFitAndLeavesTheRestAsItIs() {
    assertThat(inFlight.take(70)).isTrue();
    assertThat(inFlight.take(31)).isFalse();
    assertThat(inFlight.take(30)).isTrue();
    assertThat(inFlight.hasRoom()).isFalse();
    assertThat(inFlight.bytes()).isEqualTo(100);
  }

  @Test
  void roomThatIsGivenBackIsRoomAgain() {
    inFlight.take(100);
    inFlight.giveBack(100);
    assertThat(inFlight.take(100)).isTrue();
  }

  @Test
  void aFrameLargerThanTheLimitGoesAlone() {
    assertThat(inFlight.take(500)).isTrue();
    assertThat(inFlight.take(1)).isFalse();
    inFlight.giveBack(500);
    inFlight.take(1);
    assertThat(inFlight.take(500)).isFalse();
  }
}
