package dev.framelens.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what another thread or process does, by asking again and again. */
public final class Await {
  /** More than anything that works takes on a busy machine. */
  public static final Duration PATIENCE = Duration.ofSeconds(90);

  private Await() {}

  /** Returns as soon as it holds; the failure says {@code what} did not come. */
  public static void until(String what, BooleanSupplier holds) throws InterruptedException {
    until(what, holds, () -> "nothing more is known");
  }

  /** The same with what was found instead, for the failure. */
  public static void until(String what, BooleanSupplier holds, Supplier<?> found)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "%s: not within %d s (found: %s)".formatted(what, PATIENCE.toSeconds(), found.get()));
      }
      Thread.sleep(50);
    }
  }
}
