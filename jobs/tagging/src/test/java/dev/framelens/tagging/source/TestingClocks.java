package dev.framelens.tagging.source;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Clocks that stand still until a test moves them. */
public final class TestingClocks implements Clocks {
  private static final long serialVersionUID = 1L;

  private long epochMicros;
  private long nanoTime;

  public TestingClocks(Instant now) {
    epochMicros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
  }

  public void forwardMillis(long millis) {
    epochMicros += millis * 1000;
    nanoTime += millis * 1_000_000;
  }

  @Override
  public long epochMicros() {
    return epochMicros;
  }

  @Override
  public long nanoTime() {
    return nanoTime;
  }
}
