package dev.framelens.bench.load;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A number that only grows, as it was read at moments of this JVM's {@code nanoTime}. A value that
 * has not changed is as old as its first reading, unless its reader knows better. One thread reads
 * it, others may ask.
 */
public final class Counter {
  private final NavigableMap<Long, Double> readings = new ConcurrentSkipListMap<>();

  /** What it grew by, from the first reading within the time that was asked for to the last. */
  public record Growth(long fromNanos, long toNanos, double amount) {
    public double seconds() {
      return (toNanos - fromNanos) / 1e9;
    }
  }

  /** Keeps a value that differs from the last. */
  public void read(long atNanos, double value) {
    if (readings.isEmpty() || readings.lastEntry().getValue() != value) {
      add(atNanos, value);
    }
  }

  /** Keeps a value that is known to be fresh. */
  public void add(long atNanos, double value) {
    readings.put(atNanos, value);
  }

  /**
   * Its value at a moment, on the straight line between the readings around it; before the first
   * and after the last, that of those.
   */
  public double at(long nanos) {
    Map.Entry<Long, Double> before = readings.floorEntry(nanos);
    Map.Entry<Long, Double> after = readings.ceilingEntry(nanos);
    if (before == null || after == null) {
      Map.Entry<Long, Double> nearest = before == null ? after : before;
      return nearest == null ? 0 : nearest.getValue();
    }
    double length = Math.max(1, after.getKey() - before.getKey());
    double share = (nanos - before.getKey()) / length;
    return before.getValue() + share * (after.getValue() - before.getValue());
  }

  /**
   * Between the first and the last reading of a time; empty where those are the same, or so near
   * that they do not stand for the time.
   */
  public Optional<Growth> between(long fromNanos, long toNanos) {
    Map.Entry<Long, Double> first = readings.ceilingEntry(fromNanos);
    Map.Entry<Long, Double> last = readings.floorEntry(toNanos);
    if (first == null || last == null || first.getKey() >= last.getKey()) {
      return Optional.empty();
    }
    return 2 * (last.getKey() - first.getKey()) < toNanos - fromNanos
        ? Optional.empty()
        : Optional.of(
            new Growth(first.getKey(), last.getKey(), last.getValue() - first.getValue()));
  }

  /** Readings that changed it within a time. */
  public long changes(long fromNanos, long toNanos) {
    return readings.subMap(fromNanos, false, toNanos, true).size();
  }

  /** When it was first read to be so much or more; the last reading where it never was. */
  public long reached(long value) {
    return readings.entrySet().stream()
        .filter(reading -> reading.getValue() >= value)
        .findFirst()
        .map(Map.Entry::getKey)
        .orElseGet(readings::lastKey);
  }
}
