package dev.framelens.tagging.source;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Where configurations of cameras come from, beside the frames. */
@FunctionalInterface
public interface ConfigSource extends Serializable {

  /**
   * Starts to read, from the beginning, on a thread of its own.
   *
   * @param listener told of what came, in order, on that thread; some may come again
   */
  Reading read(Consumer<List<ConfigRecord>> listener);

  /** Nobody configures anything. */
  static ConfigSource none() {
    return listener -> Reading.NOTHING;
  }

  /** Reads until closed. */
  interface Reading extends AutoCloseable {
    /** Has told all that there is. */
    Reading NOTHING = patience -> {};

    /** Waits until everything was told that was there when it started, or for so long. */
    void awaitTold(Duration patience);

    @Override
    default void close() {}
  }
}
