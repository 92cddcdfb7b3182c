package dev.framelens.bench;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * Lets the measuring JVM read the job's counters as they stand. Public, since Flink makes it by
 * name.
 */
public final class CounterReporter implements MetricReporter, MetricReporterFactory {
  private static final Map<String, Counter> COUNTERS = new ConcurrentHashMap<>();

  /** The counter of that name, of the one subtask that there is; 0 before it exists. */
  static long count(String name) {
    Counter counter = COUNTERS.get(name);
    return counter == null ? 0 : counter.getCount();
  }

  /** Lets no counter of a job that has ended be taken for one of the next. */
  static void forget() {
    COUNTERS.clear();
  }

  @Override
  public MetricReporter createMetricReporter(Properties properties) {
    return this;
  }

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {}

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    if (metric instanceof Counter counter) {
      COUNTERS.put(name, counter);
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    // A job that follows another in the same JVM may have registered its own by now.
    COUNTERS.remove(name, metric);
  }
}
