package dev.framelens.tagging.metrics;

import dev.framelens.contract.DropReason;
import dev.framelens.contract.RejectionReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** One counter for each reason, there from the start so that a reader sees zeros. */
public final class ReasonCounters<R extends Enum<R>> {
  private final Map<R, Counter> counters;

  private ReasonCounters(
      MetricGroup group, Metric metric, Class<R> reasons, Function<R, String> word) {
    counters = new EnumMap<>(reasons);
    for (R reason : reasons.getEnumConstants()) {
      counters.put(
          reason, group.addGroup(Metric.REASON, word.apply(reason)).counter(metric.word()));
    }
  }

  public static ReasonCounters<RejectionReason> rejected(MetricGroup operator) {
    return new ReasonCounters<>(
        operator, Metric.REJECTED_FRAMES, RejectionReason.class, RejectionReason::word);
  }

  public static ReasonCounters<DropReason> dropped(MetricGroup operator) {
    return new ReasonCounters<>(
        operator, Metric.DROPPED_FRAMES, DropReason.class, DropReason::word);
  }

  public void count(R reason) {
    var counter = counters.get(reason);
    if (counter != null) {
      counter.inc();
    }
  }
}
