package dev.framelens.runtime.job;

import dev.framelens.contract.FramelensException;
import dev.framelens.model.ModelException;
import dev.framelens.runtime.broker.Ports;
import dev.framelens.runtime.cluster.FlinkRest;
import dev.framelens.runtime.cluster.RestAddress;
import dev.framelens.runtime.console.Failures;
import dev.framelens.tagging.JobModels;
import dev.framelens.tagging.Stages;
import dev.framelens.tagging.TaggingJob;
import dev.framelens.tagging.settings.JobSettings;
import dev.framelens.tagging.source.Clocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.commons.io.file.PathUtils;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * The tagging job on a Flink in this process, with its web page, on the loopback interface. Close
 * it to stop the job, which commits how far it has read.
 */
public final class EmbeddedJob implements AutoCloseable {
  /** Lets Framelens choose a port that is free. */
  public static final int FREE_PORT = 0;

  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration STARTING = Duration.ofSeconds(90);
  private static final Duration STOPPING = Duration.ofSeconds(20);

  private final JobClient job;
  private final CompletableFuture<JobExecutionResult> result;
  private final int webPort;
  private final FlinkRest restApi;
  private @Nullable Restarts restarts;

  private EmbeddedJob(JobClient job, int webPort) {
    this.job = job;
    this.restApi = new FlinkRest(new RestAddress(LOOPBACK, webPort).toString());
    this.result = job.getJobExecutionResult();
    this.webPort = webPort;
  }

  /**
   * Starts the job and waits until every subtask takes frames.
   *
   * @param webPort 1 to 65535, or {@link #FREE_PORT}
   * @throws FramelensException where the port is in use, the weights are wrong or the job does not
   *     come to run
   */
  public static EmbeddedJob start(JobSettings settings, JobModels models, int webPort) {
    return start(
        settings,
        Stages.of(models, settings, Clocks.system()),
        webPort,
        new Configuration(),
        environment -> {});
  }

  /**
   * Starts the job with stages of the caller's.
   *
   * @param flink settings of the embedded cluster, beside its own
   * @param change of the job, once it is built, for measuring what a setting is worth
   */
  public static EmbeddedJob start(
      JobSettings settings,
      Stages stages,
      int webPort,
      Configuration flink,
      Consumer<StreamExecutionEnvironment> change) {
    int port = webPort == FREE_PORT ? Ports.free() : webPort;
    Ports.requireFree(port);
    int slots = settings.subtasks().parallelism().orElse(1);
    var environment =
        StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(cluster(flink, port, slots));
    environment.setParallelism(slots);
    TaggingJob.build(environment, settings, stages, Clocks.system());
    change.accept(environment);
    try {
      var job = new EmbeddedJob(environment.executeAsync("framelens " + settings.pipeline()), port);
      job.awaitRunning();
      return job;
    } catch (FramelensException | ModelException explained) {
      throw explained;
    } catch (Exception failure) {
      throw new FramelensException("The job did not start: " + Failures.root(failure), failure);
    }
  }

  private static Configuration cluster(Configuration flink, int port, int slots) {
    var cluster = new Configuration(flink);
    cluster.set(RestOptions.ADDRESS, LOOPBACK);
    cluster.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    cluster.set(RestOptions.PORT, port);
    cluster.set(RestOptions.BIND_PORT, Integer.toString(port));
    cluster.set(TaskManagerOptions.NUM_TASK_SLOTS, slots);
    // The job keeps no state that would need it.
    cluster.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1));
    return cluster;
  }

  /** Where a browser finds Flink's page. */
  public String webAddress() {
    return "http://%s:%d/#/job/running/%s".formatted(LOOPBACK, webPort, job.getJobID());
  }

  /**
   * Whether the job has ended by itself within the time, as one with {@code --until} does.
   *
   * @throws FramelensException where it failed
   */
  public boolean await(Duration time) throws InterruptedException {
    try {
      result.get(Math.max(0, time.toMillis()), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException stillRunning) {
      lookForRestarts();
      return false;
    } catch (ExecutionException failed) {
      throw new FramelensException("The job failed: " + Failures.root(failed), failed);
    }
  }

  /**
   * Tells of restarts from now on, each time {@link #await} returns false.
   *
   * @param tell hears a line for each
   */
  public void tellRestarts(Consumer<String> tell) {
    restarts = new Restarts(tell, System::nanoTime);
  }

  /**
   * Stops with a savepoint, so that offsets are committed as far as labels went; cancels what does
   * not stop.
   */
  @Override
  public void close() {
    if (result.isDone()) {
      return;
    }
    try {
      Path savepoint = Files.createTempDirectory("framelens-stop");
      try {
        job.stopWithSavepoint(false, savepoint.toUri().toString(), SavepointFormatType.CANONICAL)
            .get(STOPPING.toSeconds(), TimeUnit.SECONDS);
        result.get(STOPPING.toSeconds(), TimeUnit.SECONDS);
      } finally {
        PathUtils.deleteDirectory(savepoint);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      cancel();
    } catch (ExecutionException | TimeoutException | IOException unstoppable) {
      cancel();
    }
  }

  private void cancel() {
    try {
      job.cancel().get(STOPPING.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException gone) {
      // The process ends, and the embedded cluster with it.
    }
  }

  /**
   * Waits until every subtask takes frames. The job itself counts as running while its subtasks
   * still open their models.
   */
  private void awaitRunning() throws Exception {
    long deadline = System.nanoTime() + STARTING.toNanos();
    while (!isRunning()) {
      if (await(Duration.ofMillis(100)) || System.nanoTime() > deadline) {
        return;
      }
    }
  }

  private void lookForRestarts() {
    var telling = restarts;
    if (telling != null) {
      boolean running;
      try {
        running = isRunning();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      } catch (Exception unanswered) {
        return; // the next look may be answered
      }
      telling.look(running, this::lastFailure);
    }
  }

  private String lastFailure() {
    var history =
        restApi
            .get("/jobs/%s/exceptions?maxExceptions=1".formatted(job.getJobID()))
            .path("exceptionHistory")
            .path("entries");
    return Failures.root(history.path(0).path("stacktrace").asText("unknown"));
  }

  private boolean isRunning() throws Exception {
    if (job.getJobStatus().get(STARTING.toSeconds(), TimeUnit.SECONDS) != JobStatus.RUNNING) {
      return false;
    }
    var vertices = restApi.get("/jobs/" + job.getJobID()).path("vertices");
    for (var vertex : vertices) {
      int running = vertex.path("tasks").path(ExecutionState.RUNNING.name()).asInt();
      if (running < vertex.path("parallelism").asInt()) {
        return false;
      }
    }
    return !vertices.isEmpty();
  }
}
