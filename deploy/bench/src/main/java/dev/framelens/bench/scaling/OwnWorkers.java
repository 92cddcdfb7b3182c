package dev.framelens.bench.scaling;

import dev.framelens.contract.FramelensException;
import dev.framelens.runtime.cluster.ClusterHome;
import dev.framelens.runtime.cluster.ClusterNote;
import dev.framelens.runtime.cluster.ClusterProcess;
import dev.framelens.runtime.cluster.Installation;
import dev.framelens.runtime.cluster.LocalCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;

/** A local cluster for one run. Its TaskManagers' CPU time is that of their processes. */
final class OwnWorkers implements Workers {
  /** By default Flink asks its TaskManagers for metrics every ten seconds: longer than a run. */
  private static final Map<String, String> FRESH_METRICS =
      Map.of("metrics.fetcher.update-interval", "1000");

  private final LocalCluster cluster;
  private final ClusterNote note;

  private OwnWorkers(LocalCluster cluster, ClusterNote note) {
    this.cluster = cluster;
    this.note = note;
  }

  /**
   * Returns when it takes jobs.
   *
   * @param home of no cluster that runs
   */
  static OwnWorkers start(ClusterHome home, Installation jars, int taskManagers, int slots) {
    var cluster = new LocalCluster(home, FRESH_METRICS);
    try {
      return new OwnWorkers(
          cluster, cluster.start(jars, taskManagers, slots, LocalCluster.FREE_PORT));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new FramelensException("Interrupted", interrupted);
    }
  }

  @Override
  public String jobManager() {
    return note.jobManager();
  }

  @Override
  public Usage of(JobID job) {
    return new Processes(
        note.processes().stream()
            .filter(process -> process.name().startsWith("taskmanager"))
            .toList());
  }

  @Override
  public void cancel(JobID job) {
    // It goes with its processes.
  }

  @Override
  public void close() {
    try {
      cluster.stop();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private record Processes(List<ClusterProcess> processes) implements Usage {
    @Override
    public int taskManagers() {
      return processes.size();
    }

    @Override
    public int cores() {
      return Runtime.getRuntime().availableProcessors();
    }

    @Override
    public double cpuNanos() {
      return processes.stream().mapToDouble(Processes::cpuNanos).sum();
    }

    /** As the system counts, in hundredths of a second. */
    private static double cpuNanos(ClusterProcess process) {
      return ProcessHandle.of(process.pid())
          .flatMap(handle -> handle.info().totalCpuDuration())
          .map(Duration::toNanos)
          .orElseThrow(
              () ->
                  new FramelensException(
                      "The %s is gone (log: %s)".formatted(process.name(), process.log())));
    }
  }
}
