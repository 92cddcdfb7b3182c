package dev.framelens.runtime.submission;

import dev.framelens.contract.FramelensException;
import dev.framelens.runtime.cluster.RestAddress;
import dev.framelens.runtime.console.Failures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.jspecify.annotations.Nullable;

/** Ends jobs of a cluster through Flink's own client. */
public final class ClusterJobs implements AutoCloseable {
  /** A savepoint takes what its barriers and its files take. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final String jobManager;
  private final RestClusterClient<StandaloneClusterId> client;

  /**
   * @param jobManager {@code HOST:PORT}
   */
  public ClusterJobs(String jobManager) {
    this.jobManager = jobManager;
    var address = RestAddress.parse(jobManager);
    var configuration = new Configuration();
    configuration.set(JobManagerOptions.ADDRESS, address.host());
    configuration.set(RestOptions.ADDRESS, address.host());
    configuration.set(RestOptions.PORT, address.port());
    try {
      client = new RestClusterClient<>(configuration, StandaloneClusterId.getInstance());
    } catch (Exception failure) { // Flink's constructor declares no less
      throw new FramelensException(
          "No client for Flink at %s: %s".formatted(jobManager, Failures.root(failure)), failure);
    }
  }

  /**
   * The job of a pipeline that is running, or the one of an id.
   *
   * @param nameOrId 32 hexadecimal digits, or a pipeline's name
   * @throws FramelensException where no job of that pipeline runs, or several do
   */
  public JobID find(String nameOrId) {
    if (nameOrId.matches("[0-9a-f]{32}")) {
      return JobID.fromHexString(nameOrId);
    }
    var running = new TreeMap<String, JobID>();
    var matching = new ArrayList<JobID>();
    for (var status : answer(client.listJobs(), "list its jobs", null)) {
      if (!status.getJobState().isGloballyTerminalState()) {
        running.put(status.getJobName(), status.getJobId());
        if (status.getJobName().equals("framelens " + nameOrId)) {
          matching.add(status.getJobId());
        }
      }
    }
    if (matching.size() == 1) {
      return matching.get(0);
    }
    throw new FramelensException(
        "%d jobs of the pipeline '%s' run at %s (expected: 1, or a job's id; running: %s)"
            .formatted(
                matching.size(),
                nameOrId,
                jobManager,
                running.isEmpty() ? "none" : String.join(", ", running.keySet())));
  }

  /**
   * Lets the job finish what it has in hand, and keeps where it stopped.
   *
   * @param folder of savepoints, as the cluster sees it; null for the cluster's own
   * @param drain whether it ends for good: windows that are open are written out
   * @return the savepoint
   */
  public String stop(JobID job, @Nullable String folder, boolean drain) {
    return answer(
        client.stopWithSavepoint(job, drain, folder, SavepointFormatType.CANONICAL), "stop", job);
  }

  /** Returns when the job's slots are free again. */
  public void cancel(JobID job) {
    answer(client.cancel(job), "cancel", job);
    // Cancelled means that its slots are free again.
    waitForEnd(job);
  }

  private void waitForEnd(JobID job) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!answer(client.getJobStatus(job), "look at", job).isGloballyTerminalState()) {
      if (System.nanoTime() > deadline) {
        throw new FramelensException(
            "Job %s is not cancelled after %d s".formatted(job, PATIENCE.toSeconds()));
      }
      sleep();
    }
  }

  private static void sleep() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new FramelensException("Interrupted", interrupted);
    }
  }

  private <T> T answer(CompletableFuture<T> future, String toDo, @Nullable JobID job) {
    String what = job == null ? toDo : "%s job %s".formatted(toDo, job);
    try {
      return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw new FramelensException(
          "Flink at %s did not %s: %s".formatted(jobManager, what, Failures.root(failed)), failed);
    } catch (TimeoutException silent) {
      throw new FramelensException(
          "Flink at %s did not %s within %d s".formatted(jobManager, what, PATIENCE.toSeconds()),
          silent);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new FramelensException("Interrupted", interrupted);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
