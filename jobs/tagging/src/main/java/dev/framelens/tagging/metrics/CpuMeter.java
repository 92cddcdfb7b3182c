package dev.framelens.tagging.metrics;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * CPU time that the calling thread spends in one kind of work, summed in a metric. On a shared
 * machine the wall clock also counts what others do; this is what a frame costs. For one thread.
 */
public final class CpuMeter {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Counter nanos;
  private long startedAtNanos;

  public CpuMeter(MetricGroup operator, Metric metric) {
    this.nanos = operator.counter(metric.word());
  }

  public void start() {
    startedAtNanos = THREADS.getCurrentThreadCpuTime();
  }

  public void stop() {
    nanos.inc(THREADS.getCurrentThreadCpuTime() - startedAtNanos);
  }
}
