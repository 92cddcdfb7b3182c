package dev.framelens.runtime.cluster;

import java.util.List;

/**
 * What is remembered of a cluster while it runs.
 *
 * @param restPort of the JobManager's page and interface, on the loopback interface
 */
public record ClusterNote(int restPort, int slots, List<ClusterProcess> processes) {
  public ClusterNote {
    processes = List.copyOf(processes);
  }

  /** {@code 127.0.0.1:PORT}. */
  public String jobManager() {
    return "127.0.0.1:" + restPort;
  }

  boolean anyAlive() {
    return processes.stream().anyMatch(ClusterProcess::isAlive);
  }
}
