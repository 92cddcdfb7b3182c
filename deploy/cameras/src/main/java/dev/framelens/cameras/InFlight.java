package dev.framelens.cameras;

import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes that are on their way, up to a limit. Thread-safe. */
final class InFlight {
  private final long limitBytes;
  private final AtomicLong bytes = new AtomicLong();

  /**
   * @param limitBytes 1 and up
   */
  InFlight(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /** Whether at least one more byte fits. */
  boolean hasRoom() {
    return bytes.get() < limitBytes;
  }

  /** Takes the room, or leaves everything as it is. What is larger than the limit goes alone. */
  boolean take(long size) {
    while (true) {
      long now = bytes.get();
      if (now > 0 && now + size > limitBytes) {
        return false;
      }
      if (bytes.compareAndSet(now, now + size)) {
        return true;
      }
    }
  }

  void giveBack(long size) {
    bytes.addAndGet(-size);
  }

  long bytes() {
    return bytes.get();
  }
}
