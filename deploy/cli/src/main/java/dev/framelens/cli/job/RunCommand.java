package dev.framelens.cli.job;

import dev.framelens.catalogue.ModelCatalogue;
import dev.framelens.contract.commandline.StopSignal;
import dev.framelens.runtime.checks.KafkaCheckup;
import dev.framelens.runtime.console.ModelPull;
import dev.framelens.runtime.job.EmbeddedJob;
import dev.framelens.tagging.JobModels;
import dev.framelens.tagging.options.JobOptions;
import dev.framelens.tagging.settings.JobSettings;
import java.io.PrintWriter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the tagging job in this process until it is stopped. */
@Command(
    name = "run",
    description = "Run the tagging job in this process, on an embedded Flink, against any Kafka.",
    mixinStandardHelpOptions = true)
public final class RunCommand implements Runnable {
  private static final Duration POLL = Duration.ofMillis(200);

  @Mixin private JobOptions options;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Stop after so long (default: when stopped).")
  private @Nullable Double seconds;

  @Option(
      names = "--web-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Of Flink's page; 0 takes a free one (default: ${DEFAULT-VALUE}).")
  private int webPort;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    JobSettings settings = options.settings();
    PrintWriter out = spec.commandLine().getOut();
    var topics = settings.topics();
    KafkaCheckup.requireReady(settings, this::tell);
    ModelCatalogue catalogue =
        settings.store().map(ModelCatalogue::at).orElseGet(ModelCatalogue::standard);
    JobModels models =
        JobModels.of(
            settings, name -> ModelPull.require(catalogue, name, spec.commandLine().getErr()));
    try (var stop = StopSignal.listen();
        var job = EmbeddedJob.start(settings, models, webPort)) {
      out.printf(
          "Pipeline %s tags %s on %s with %s. Flink: %s%n",
          settings.pipeline(),
          topics.frames(),
          settings.kafka().bootstrapServers(),
          models.names(),
          job.webAddress());
      out.flush();
      job.tellRestarts(this::tell);
      await(job, stop);
    }
    out.println("Stopped.");
    out.flush();
  }

  private void tell(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("framelens: " + line);
    err.flush();
  }

  private void await(EmbeddedJob job, StopSignal stop) {
    long started = System.nanoTime();
    try {
      while (!stop.isAsked() && !job.await(POLL)) {
        if (seconds != null && System.nanoTime() - started > seconds * 1e9) {
          return;
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
