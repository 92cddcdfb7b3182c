package dev.framelens.tagging.source;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

enum SystemClocks implements Clocks {
  SYSTEM;

  @Override
  public long epochMicros() {
    var now = Instant.now();
    return TimeUnit.SECONDS.toMicros(now.getEpochSecond())
        + TimeUnit.NANOSECONDS.toMicros(now.getNano());
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }
}
