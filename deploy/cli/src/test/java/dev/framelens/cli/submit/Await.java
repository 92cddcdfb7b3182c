package dev.framelens.cli.submit;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what another process does. */
final class Await {
  static final Duration PATIENCE = Duration.ofSeconds(90);

  private Await() {}

  static void until(String what, BooleanSupplier holds, Supplier<?> found)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "%s: not within %d s (found: %s)".formatted(what, PATIENCE.toSeconds(), found.get()));
      }
      Thread.sleep(100);
    }
  }
}
