package dev.framelens.wall.server;

import org.jspecify.annotations.Nullable;

/**
 * What waits for one viewer: the latest update alone. A viewer who did not take the one before has
 * missed changes, and gets everything anew.
 */
final class Viewer {
  private byte @Nullable [] waiting;
  private boolean missed = true;
  private boolean closed;

  /** An update, and whether it is enough. */
  record Next(byte[] update, boolean missed) {}

  synchronized void offer(byte[] update) {
    missed |= waiting != null;
    waiting = update;
    notifyAll();
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** Waits for the next update; null where there will be none. The first is never enough. */
  synchronized @Nullable Next next() throws InterruptedException {
    while (waiting == null && !closed) {
      wait();
    }
    byte[] update = waiting;
    if (update == null || closed) {
      return null;
    }
    var next = new Next(update, missed);
    waiting = null;
    missed = false;
    return next;
  }
}
