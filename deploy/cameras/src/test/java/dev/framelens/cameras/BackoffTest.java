package dev.framelens.cameras;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BackoffTest {
  private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5));

  @Test
  void doublesUpToTheLimit() {
    assertThat(backoff.next()).hasSeconds(1);
    assertThat(backoff.next()).hasSeconds(2);
    assertThat(backoff.next()).hasSeconds(4);
    assertThat(backoff.next()).hasSeconds(5);
    assertThat(backoff.next()).hasSeconds(5);
  }

  @Test
  void startsAgainAfterASuccess() {
    backoff.next();
    backoff.next();
    backoff.reset();
    assertThat(backoff.next()).hasSeconds(1);
  }
}
