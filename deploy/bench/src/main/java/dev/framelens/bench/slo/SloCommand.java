package dev.framelens.bench.slo;

import dev.framelens.bench.BenchKafka;
import dev.framelens.bench.Charts;
import dev.framelens.bench.CommandText;
import dev.framelens.bench.Machine;
import dev.framelens.bench.MachineRecord;
import dev.framelens.bench.Pictures;
import dev.framelens.bench.Tables;
import dev.framelens.catalogue.ModelCatalogue;
import dev.framelens.contract.commandline.JsonLines;
import dev.framelens.contract.commandline.WrongUse;
import dev.framelens.model.store.Accuracies;
import dev.framelens.model.store.StoredModel;
import dev.framelens.runtime.console.ModelPull;
import dev.framelens.tagging.JobModels;
import dev.framelens.tagging.settings.AdmissionLimits;
import dev.framelens.tagging.settings.Delivery;
import dev.framelens.tagging.settings.DeliverySettings;
import dev.framelens.tagging.settings.JobSettings;
import dev.framelens.tagging.settings.LiveSettings;
import dev.framelens.tagging.settings.ModelSettings;
import dev.framelens.tagging.settings.PrecisionChoice;
import dev.framelens.tagging.settings.SubtaskSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench slo}: what labels are worth when there are more frames than can be looked at. */
@Command(
    name = "slo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measure how fresh labels stay as load rises, on one slot with a Kafka of its own.",
      "Twelve cameras send at equal rates, one alone in its partition, the others unevenly in three."
          + " A burst says what the top rung can take; then loads are offered as multiples of it, to"
          + " three policies in turn: fifo (--keep-all), newest (the waiting room) and ladder (with"
          + " --min-rho).",
      "Ages count from a frame's append until its label leaves the job, and for a reader until the"
          + " label's own append. Cameras, Kafka and the reader run in this process beside the job."
    })
public final class SloCommand implements Runnable {
  /** Enough for the compilers to have come to the network, and for some seconds to measure. */
  private static final int BURST = 1200;

  private static final int CHECK_SECONDS = 10;

  @Option(
      names = "--slo",
      paramLabel = "DURATION",
      description = "What newest and ladder promise (default: ${DEFAULT-VALUE}).")
  private Duration slo = Duration.ofMillis(250);

  @Option(
      names = "--frames",
      required = true,
      paramLabel = "DIR",
      description = "The pictures that cameras send, in turn.")
  private Path frames;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "The classifier (default: ${DEFAULT-VALUE}).")
  private String model = ModelSettings.standard().classifier();

  @Option(
      names = "--min-side",
      paramLabel = "PIXELS",
      description = "The ladder's lowest rung (default: ${DEFAULT-VALUE}).")
  private int minSide = 128;

  @Option(
      names = "--precision",
      paramLabel = "HOW",
      description = "fp32, bf16 or auto (default: ${DEFAULT-VALUE}).")
  private PrecisionChoice precision = PrecisionChoice.FP32;

  @Option(
      names = "--delivery",
      paramLabel = "HOW",
      description = "at-least-once or exactly-once (default: ${DEFAULT-VALUE}).")
  private Delivery delivery = DeliverySettings.standard().delivery();

  @Option(
      names = "--checkpoint-interval",
      paramLabel = "DURATION",
      description = "Time between checkpoints (default: ${DEFAULT-VALUE}).")
  private Duration checkpointInterval = Duration.ofSeconds(CHECK_SECONDS);

  @Option(
      names = "--policies",
      paramLabel = "POLICY",
      split = ",",
      defaultValue = "fifo,newest,ladder",
      description = "Several with commas (default: ${DEFAULT-VALUE}).")
  private List<Policy> policies;

  @Option(
      names = "--loads",
      paramLabel = "X",
      split = ",",
      defaultValue = "0.5,1,1.5,2,3,0.5",
      description =
          "Multiples of what the top rung can take, one after the other (default:"
              + " ${DEFAULT-VALUE}).")
  private List<Double> loads;

  @Option(
      names = "--settle",
      paramLabel = "DURATION",
      description = "Of each load, before it is measured (default: ${DEFAULT-VALUE}).")
  private Duration settle = Duration.ofSeconds(10);

  @Option(
      names = "--measure",
      paramLabel = "DURATION",
      description = "Of each load (default: ${DEFAULT-VALUE}).")
  private Duration measured = Duration.ofSeconds(20);

  @Option(
      names = "--record",
      paramLabel = "DIR",
      description = "Also write the rows to DIR, into the file of this machine.")
  private @Nullable Path record;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "Draw age, side and drops over time as .png or .svg.")
  private @Nullable Path plot;

  @Spec private CommandSpec spec;

  /**
   * The last line.
   *
   * @param missing frames without an outcome, of all policies
   */
  record Result(double sloMillis, int cameras, long missing, Map<String, PolicyResult> policies) {}

  /** Under each load. */
  record PolicyResult(List<Step> steps) {}

  @Override
  public void run() {
    JobSettings settings = settings();
    var load = new Load(loads, settle, measured);
    List<byte[]> pictures = Pictures.readAcceptable(frames);
    StoredModel stored =
        ModelPull.require(ModelCatalogue.standard(), model, spec.commandLine().getErr());
    Charts.prepare();
    Machine machine = Machine.thisOne();
    tell(machine.sentence());
    tell(CommandText.of(spec));
    tell("about %d minutes".formatted(1 + policies.size() * (load.totalMicros() / 60_000_000 + 1)));
    try (var kafka = BenchKafka.start()) {
      var bench = new Measuring(kafka, settings, JobModels.classifier(stored), pictures, load);
      bench.measure(Accuracies.of(stored));
      bench.end(machine);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The trials, and what they gave. */
  private final class Measuring {
    private final BenchKafka kafka;
    private final JobSettings settings;
    private final JobModels models;
    private final List<byte[]> pictures;
    private final Load load;
    private final Map<Policy, List<Moment>> moments = new EnumMap<>(Policy.class);
    private final Map<String, PolicyResult> results = new LinkedHashMap<>();
    private final List<Step> rows = new ArrayList<>();
    private long missing;

    Measuring(
        BenchKafka kafka,
        JobSettings settings,
        JobModels models,
        List<byte[]> pictures,
        Load load) {
      this.kafka = kafka;
      this.settings = settings;
      this.models = models;
      this.pictures = pictures;
      this.load = load;
    }

    void measure(Map<Integer, Double> accuracies) throws InterruptedException {
      double capacity = capacity();
      tell("the top rung can take %.1f frames a second".formatted(capacity));
      print(Tables.SLO.head());
      for (Policy policy : policies) {
        try (var trial = trial(policy.toString(), policy.of(settings, slo, minSide))) {
          trial.offer(load, capacity);
          var steps = trial.steps(policy.toString(), load, accuracies);
          steps.forEach(step -> print(Tables.SLO.line(new Row(policy.toString(), step))));
          missing += trial.missing();
          rows.addAll(steps);
          results.put(policy.toString(), new PolicyResult(steps));
          moments.put(policy, trial.moments(load));
        }
      }
    }

    private double capacity() throws InterruptedException {
      try (var trial =
          trial("capacity", settings.withKeepAll().withAdmission(AdmissionLimits.history()))) {
        return trial.capacity(BURST);
      }
    }

    private Trial trial(String name, JobSettings job) {
      return new Trial(kafka, name, job, models, pictures);
    }

    void end(Machine machine) {
      if (plot != null) {
        SloPlot.draw(moments, List.of(machine.sentence(), CommandText.of(spec)), plot);
      }
      if (record != null) {
        var kept = rows.stream().map(step -> new Row(step.policy(), step)).toList();
        tell(
            "written to "
                + MachineRecord.write(record, "slo", CommandText.forRecord(spec), machine, kept));
      }
      JsonLines.print(
          spec.commandLine().getOut(),
          new Result(slo.toNanos() / 1e6, Cameras.COUNT, missing, results));
    }
  }

  /** A step under its policy. */
  record Row(String policy, Step step) {}

  private JobSettings settings() {
    require(
        loads.stream().allMatch(load -> load > 0 && load <= 20),
        "--loads " + loads,
        "more than 0, at most 20");
    require(!measured.isZero(), "--measure 0", "some seconds");
    return WrongUse.of(
        spec,
        () ->
            JobSettings.standard()
                .withModels(ModelSettings.standard().withClassifier(model).withPrecision(precision))
                .withSubtasks(SubtaskSettings.of(1))
                .withDelivery(new DeliverySettings(checkpointInterval, delivery))
                .withLive(LiveSettings.standard().withSlo(slo).withMinSidePixels(minSide)));
  }

  private void require(boolean holds, String found, String expected) {
    if (!holds) {
      throw new ParameterException(
          spec.commandLine(), "%s (expected: %s)".formatted(found, expected));
    }
  }

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }

  private void tell(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }
}
