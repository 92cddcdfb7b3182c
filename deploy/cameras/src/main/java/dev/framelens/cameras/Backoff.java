package dev.framelens.cameras;

import java.time.Duration;

/** How long to wait between attempts: twice as long each time, up to a limit. */
class Backoff {
  private final Duration first;
  private final Duration limit;
  private Duration next;

  Backoff(Duration first, Duration limit) {
    this.first = first;
    this.limit = limit;
    this.next = first;
  }

  /** The wait before the next attempt. */
  Duration next() {
    Duration wait = next;
    Duration doubled = wait.multipliedBy(2);
    next = doubled.compareTo(limit) < 0 ? doubled : limit;
    return wait;
  }

  /** The attempt succeeded. */
  void reset() {
    next = first;
  }

  Duration limit() {
    return limit;
  }
}
