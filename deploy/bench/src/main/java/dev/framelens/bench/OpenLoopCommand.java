package dev.framelens.bench;

import dev.framelens.catalogue.ModelCatalogue;
import dev.framelens.contract.commandline.JsonLines;
import dev.framelens.contract.commandline.OutputFormat;
import dev.framelens.runtime.console.ModelPull;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Latency at a share of the capacity, counted from when a frame should have been sent. */
@Command(
    name = "latency",
    description = {
      "Measure the job's capacity from a full topic, then offer a share of it at random phases and",
      "print the latency, counted from the intended moment of sending: a stalled job or producer",
      "shows in the figures and hides nothing (no coordinated omission). With --hot it shows what a",
      "camera at many times the others' rate costs them."
    },
    mixinStandardHelpOptions = true)
public final class OpenLoopCommand implements Runnable {
  @Option(
      names = "--frames",
      required = true,
      paramLabel = "DIR",
      description = "A folder of JPEG pictures.")
  private Path pictures;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = "mobilenet_v1_1.0_224",
      description = "Classifier of the store (default: ${DEFAULT-VALUE}).")
  private String model;

  @Option(
      names = "--side",
      paramLabel = "PIXELS",
      defaultValue = "224",
      description = "Side (default: ${DEFAULT-VALUE}).")
  private int side;

  @Option(
      names = "--precision",
      paramLabel = "HOW",
      defaultValue = "auto",
      description = "fp32, bf16 or auto (default: ${DEFAULT-VALUE}).")
  private String precision;

  @Option(
      names = "--batch",
      paramLabel = "FRAMES",
      defaultValue = "4",
      description = "Batch size (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--load",
      paramLabel = "SHARE",
      defaultValue = "0.6",
      description = "Of the capacity, between 0 and 1 (default: ${DEFAULT-VALUE}).")
  private double load;

  @Option(
      names = "--cameras",
      paramLabel = "N",
      defaultValue = "8",
      description = "Cameras that share the load (default: ${DEFAULT-VALUE}).")
  private int cameras;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "Of offered load, after a fifth as long to warm up (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--hot",
      paramLabel = "TIMES",
      defaultValue = "1",
      description =
          "More than 1: measure twice, the cameras even and then with the first at that many times"
              + " the others' rate, which stays as it was; the load is the second's (default:"
              + " ${DEFAULT-VALUE}).")
  private int hot;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "10000",
      description =
          "Small frames at side 32 that the job's JVM labels before, for its compilers to finish"
              + " (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--record",
      paramLabel = "DIR",
      description = "Also write the rows to DIR, into the file of this machine.")
  private @Nullable Path record;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the phases (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "text or json (default: ${DEFAULT-VALUE}).")
  private OutputFormat format;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    if (!(load > 0 && load < 1) || cameras < 1 || seconds < 1 || hot < 1 || warmUp < 0) {
      throw new ParameterException(
          spec.commandLine(),
          "--load %s --cameras %d --seconds %d --hot %d --warm-up %d (expected: between 0 and 1, at least 1, 1 and 1, 0 or more)"
              .formatted(load, cameras, seconds, hot, warmUp));
    }
    PrintWriter err = spec.commandLine().getErr();
    ModelPull.require(ModelCatalogue.standard(), model, err);
    List<byte[]> frames = Pictures.read(pictures);
    Machine machine = Machine.thisOne();
    err.println(machine.sentence());
    err.println(commandLine());
    err.flush();
    Path log = ChildJvm.newLog();
    Cost full = capacity(frames, log);
    double rate = load * 1000 / full.wall() / (cameras - 1 + hot);
    var rows = new ArrayList<OpenLoop.Latency>();
    try (var broker = ChildJvm.start(BrokerChild.class, List.of("1"), log)) {
      String address = broker.line();
      FilledTopic.fillWarmUp(address, frames, warmUp);
      try (var job = ChildJvm.start(OpenLoopChild.class, run(address).arguments(), log)) {
        String ready = job.line();
        for (int times : hot == 1 ? List.of(1) : List.of(1, hot)) {
          err.printf(
              Locale.ROOT,
              "%s; offering %.1f frames a second …%n",
              ready,
              rate * (cameras - 1 + times));
          err.flush();
          var latency =
              new OpenLoop(address, frames, cameras, rate, times, seconds, seed)
                  .measure(full.wall() * batch);
          rows.add(latency);
          print(latency, latency.framesPerSecond() * full.wall() / 1000);
        }
      }
    }
    if (record != null) {
      MachineRecord.write(record, "latency", commandLine(), machine, rows);
    }
  }

  private Cost capacity(List<byte[]> frames, Path log) {
    Run run = run("");
    try (var broker = ChildJvm.start(BrokerChild.class, List.of("1"), log)) {
      String address = broker.line();
      FilledTopic.fill(address, frames, run.frames(), run.warmUp());
      return ChildJvm.measure(run(address), log);
    }
  }

  private Run run(String address) {
    return new Run(
        Variant.JOB,
        model,
        false,
        side,
        precision,
        batch,
        pictures.toAbsolutePath(),
        600,
        warmUp,
        address);
  }

  private String commandLine() {
    return "framelens bench latency --frames %s --model %s --side %d --precision %s --batch %d --load %s --cameras %d --hot %d --seconds %d --warm-up %d --seed %d"
        .formatted(
            pictures.toAbsolutePath().getFileName(),
            model,
            side,
            precision,
            batch,
            load,
            cameras,
            hot,
            seconds,
            warmUp,
            seed);
  }

  private void print(OpenLoop.Latency latency, double share) {
    PrintWriter out = spec.commandLine().getOut();
    if (format == OutputFormat.JSON) {
      JsonLines.print(out, latency);
      return;
    }
    out.printf(
        Locale.ROOT,
        "%d frames at %.1f a second (%.0f %% of capacity), %d cameras, the first at %d times the others' rate, side %d, %s%n"
            + "total from the intended send: p50 %.1f  p95 %.1f  p99 %.1f  max %.1f ms; p99 of all cameras but the first %.1f ms%n"
            + "waiting for the batch:        p50 %.1f  p95 %.1f  p99 %.1f ms; mean batch %.2f%n"
            + "p99 is %.1f times the service time of a full batch (%.1f ms)%n",
        latency.frames(),
        latency.framesPerSecond(),
        100 * share,
        cameras,
        latency.hot(),
        side,
        precision,
        latency.p50Millis(),
        latency.p95Millis(),
        latency.p99Millis(),
        latency.maxMillis(),
        latency.othersP99Millis(),
        latency.batchP50Millis(),
        latency.batchP95Millis(),
        latency.batchP99Millis(),
        latency.meanBatch(),
        latency.p99Millis() / latency.batchServiceMillis(),
        latency.batchServiceMillis());
    out.flush();
  }
}
