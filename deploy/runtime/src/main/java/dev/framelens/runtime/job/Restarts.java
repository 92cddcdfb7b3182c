package dev.framelens.runtime.job;

import dev.framelens.contract.FramelensException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Says what becomes of a job that fails: one line for each restart with its cause, one when the job
 * works again. Silence would look like a job that has nothing to do.
 */
public final class Restarts {
  /** With the pauses between them some five minutes. */
  static final int MOST_IN_VAIN = 10;

  /** A job that ran for so long works. */
  static final Duration WORKS = Duration.ofSeconds(10);

  private final Consumer<String> tell;
  private final LongSupplier nanoTime;
  private int inVain;
  private boolean failed;
  private boolean runs = true;
  private long runsSinceNanos;

  Restarts(Consumer<String> tell, LongSupplier nanoTime) {
    this.tell = tell;
    this.nanoTime = nanoTime;
  }

  /**
   * Looks at the job; to be called several times a second.
   *
   * @param running whether every subtask takes frames
   * @param cause of the last failure, asked for once for each
   * @throws FramelensException after too many restarts in vain, with the last cause
   */
  void look(boolean running, Supplier<String> cause) {
    if (!running && runs) {
      failed(cause.get());
    } else if (running && !runs) {
      runsSinceNanos = nanoTime.getAsLong();
    } else if (running && failed && nanoTime.getAsLong() - runsSinceNanos >= WORKS.toNanos()) {
      tell.accept("The job works again.");
      failed = false;
      inVain = 0;
    }
    runs = running;
  }

  private void failed(String cause) {
    failed = true;
    inVain++;
    if (inVain > MOST_IN_VAIN) {
      throw new FramelensException(
          "The job failed again after %d restarts in vain: %s".formatted(MOST_IN_VAIN, cause));
    }
    tell.accept(
        "The job failed and is restarted (%d of at most %d in vain): %s"
            .formatted(inVain, MOST_IN_VAIN, cause));
  }
}
