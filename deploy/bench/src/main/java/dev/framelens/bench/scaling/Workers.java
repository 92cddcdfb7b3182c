package dev.framelens.bench.scaling;

import org.apache.flink.api.common.JobID;

/** The Flink of one run. Closing stops what was started for it. */
interface Workers extends AutoCloseable {

  /** {@code HOST:PORT} of its REST interface. */
  String jobManager();

  /** What the TaskManagers of a job, which runs, use. */
  Usage of(JobID job);

  /** Ends a job and waits until its slots are free, unless closing ends it anyway. */
  void cancel(JobID job);

  @Override
  void close();

  /** CPU time of TaskManagers. */
  interface Usage {
    int taskManagers();

    /** That their machines have. */
    int cores();

    /** Of all of them since they started, nanoseconds. */
    double cpuNanos();
  }
}
