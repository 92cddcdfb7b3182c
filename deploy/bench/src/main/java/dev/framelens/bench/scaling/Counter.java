package dev.framelens.bench.scaling;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A number that only grows, as it was read at moments of this JVM's {@code nanoTime}. A value that
 * has not changed is as old as its first reading, unless its reader knows better.
 */
final class Counter {
  private final List<Reading> readings = new ArrayList<>();

  private record Reading(long atNanos, double value) {}

  /**
   * What it grew by.
   *
   * @param fromNanos the first reading within the time that was asked for
   * @param toNanos the last
   */
  record Growth(long fromNanos, long toNanos, double amount) {
    double seconds() {
      return (toNanos - fromNanos) / 1e9;
    }
  }

  /** Keeps a value that differs from the last. */
  void read(long atNanos, double value) {
    if (readings.isEmpty() || readings.get(readings.size() - 1).value() != value) {
      add(atNanos, value);
    }
  }

  /** Keeps a value that is known to be fresh. */
  void add(long atNanos, double value) {
    readings.add(new Reading(atNanos, value));
  }

  /**
   * Its value at a moment, on the straight line between the readings around it; before the first
   * and after the last, that of those.
   */
  double at(long nanos) {
    if (readings.isEmpty()) {
      return 0;
    }
    Reading before = readings.get(0);
    for (Reading after : readings) {
      if (after.atNanos() >= nanos) {
        double length = Math.max(1, after.atNanos() - before.atNanos());
        double share = Math.max(0, nanos - before.atNanos()) / length;
        return before.value() + share * (after.value() - before.value());
      }
      before = after;
    }
    return before.value();
  }

  /**
   * Between the first and the last reading of a time; empty where those are the same, or so near
   * that they do not stand for the time.
   */
  Optional<Growth> between(long fromNanos, long toNanos) {
    List<Reading> within =
        readings.stream()
            .filter(reading -> reading.atNanos() >= fromNanos && reading.atNanos() <= toNanos)
            .toList();
    if (within.size() < 2) {
      return Optional.empty();
    }
    Reading first = within.get(0);
    Reading last = within.get(within.size() - 1);
    return 2 * (last.atNanos() - first.atNanos()) < toNanos - fromNanos
        ? Optional.empty()
        : Optional.of(new Growth(first.atNanos(), last.atNanos(), last.value() - first.value()));
  }

  /** Readings that changed it within a time. */
  long changes(long fromNanos, long toNanos) {
    return readings.stream()
        .filter(reading -> reading.atNanos() > fromNanos && reading.atNanos() <= toNanos)
        .count();
  }

  /**
   * The first moment at which it was read to be so much or more; the last one where it never was.
   */
  long reached(long value) {
    return readings.stream()
        .filter(reading -> reading.value() >= value)
        .findFirst()
        .or(() -> readings.stream().reduce((first, second) -> second))
        .map(Reading::atNanos)
        .orElseThrow(() -> new IllegalStateException("It was never read"));
  }
}
