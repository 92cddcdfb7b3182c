package dev.framelens.wall.state;

import dev.framelens.contract.DropReason;
import dev.framelens.contract.RejectionReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The last seconds, in a ring: memory does not grow with the outcomes. */
final class History {
  private final @Nullable Second[] ring;

  History(int seconds) {
    ring = new Second[seconds];
  }

  /** The second of that time, to count in; null where it is older than all that is kept. */
  @Nullable Second at(long atMillis) {
    long second = Math.floorDiv(atMillis, 1000L);
    int index = (int) Math.floorMod(second, (long) ring.length);
    var kept = ring[index];
    if (kept == null || kept.second < second) {
      ring[index] = kept = new Second(second);
    }
    return kept.second == second ? kept : null;
  }

  /** Counts in the second of that time, if it is kept. */
  void count(long atMillis, Consumer<Second> outcome) {
    var second = at(atMillis);
    if (second != null) {
      outcome.accept(second);
    }
  }

  /** The seconds before this one that have an outcome, oldest first, and this one. */
  List<Second> last(int seconds, long nowMillis) {
    long now = Math.floorDiv(nowMillis, 1000L);
    var last = new ArrayList<Second>();
    for (long second = now - Math.min(seconds, ring.length) + 1; second <= now; second++) {
      var kept = ring[(int) Math.floorMod(second, (long) ring.length)];
      if (kept != null && kept.second == second) {
        last.add(kept);
      }
    }
    return last;
  }

  /**
   * Outcomes a second over whole seconds, to one decimal.
   *
   * @param sinceMillis when counting began: no rate is of more time
   */
  double perSecond(ToLongFunction<Second> count, int seconds, long sinceMillis, long nowMillis) {
    long now = Math.floorDiv(nowMillis, 1000L);
    long over = Math.max(1, Math.min(seconds, now - Math.floorDiv(sinceMillis, 1000L)));
    long sum =
        last((int) over + 1, nowMillis).stream()
            .filter(second -> second.second < now)
            .mapToLong(count)
            .sum();
    return Math.round(10.0 * sum / over) / 10.0;
  }

  static Map<String, Long> dropped(List<Second> seconds) {
    return sums(seconds, second -> second.dropped, DropReason::word);
  }

  static Map<String, Long> rejected(List<Second> seconds) {
    return sums(seconds, second -> second.rejected, RejectionReason::word);
  }

  /** Mean milliseconds of each part of the ledger; empty without labels. */
  static Map<String, Double> ledgerMillis(List<Second> seconds) {
    var means = new LinkedHashMap<String, Double>();
    long labels = seconds.stream().mapToLong(second -> second.labels).sum();
    if (labels > 0) {
      for (int part = 0; part < Second.PARTS.size(); part++) {
        int index = part;
        long micros = seconds.stream().mapToLong(second -> second.partMicros[index]).sum();
        means.put(Second.PARTS.get(part).word(), Math.round((double) micros / labels) / 1000.0);
      }
    }
    return means;
  }

  static long outcomes(Second second) {
    return second.labels + sum(second.dropped) + sum(second.rejected);
  }

  private static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static <E> Map<String, Long> sums(
      List<Second> seconds, Function<Second, Map<E, Long>> counts, Function<E, String> word) {
    var sums = new TreeMap<String, Long>();
    for (var second : seconds) {
      counts
          .apply(second)
          .forEach((reason, count) -> sums.merge(word.apply(reason), count, Long::sum));
    }
    return sums;
  }
}
