package dev.framelens.cameras;

import java.util.Optional;

/** The frames of one camera, in order. Used by one thread, save for {@link #interrupt}. */
public interface FrameSource extends AutoCloseable {

  /**
   * The next frame; waits for it where the source is live. The frame before it is gone.
   *
   * @return empty at the end, or after {@link #interrupt}
   * @throws dev.framelens.contract.FramelensException when no frame will come any more
   */
  Optional<SourceFrame> next();

  /**
   * Whether it goes on after a frame of its that could not be used; what is live does, after a
   * while and with a word about it.
   */
  default boolean recovers(RuntimeException failure) {
    return false;
  }

  /**
   * Frames that it had and did not even decode since this was last asked, as the rate that was
   * asked for needs none of them.
   */
  default long takePassedOver() {
    return 0;
  }

  /** Ends {@link #next} soon, now and ever after. For any thread. */
  default void interrupt() {}

  @Override
  void close();
}
