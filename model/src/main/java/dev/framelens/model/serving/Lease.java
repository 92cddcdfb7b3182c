package dev.framelens.model.serving;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The right to use a model of the cache until closed. The cache stays the owner: nobody closes what
 * a lease gives.
 */
public final class Lease implements AutoCloseable {

  /** How the model came to be there. */
  public enum Outcome {
    /** It was open. */
    HIT,
    /** This request loaded it. */
    MISS,
    /** Another request was loading it, and this one waited. */
    WAIT
  }

  private final LoadedModel model;
  private final Outcome outcome;
  private final Consumer<Boolean> giveBack;
  private final AtomicBoolean closed = new AtomicBoolean();

  Lease(LoadedModel model, Outcome outcome, Consumer<Boolean> giveBack) {
    this.model = model;
    this.outcome = outcome;
    this.giveBack = giveBack;
  }

  public LoadedModel model() {
    if (closed.get()) {
      throw new IllegalStateException("lease is given back");
    }
    return model;
  }

  public Outcome outcome() {
    return outcome;
  }

  /** Gives the model back; a second call does nothing. */
  @Override
  public void close() {
    giveBack(false);
  }

  /**
   * The same where nobody is expected to want the model again: the cache closes it at once, unless
   * somebody else has it.
   */
  public void closeForGood() {
    giveBack(true);
  }

  private void giveBack(boolean forGood) {
    if (closed.compareAndSet(false, true)) {
      giveBack.accept(forGood);
    }
  }
}
