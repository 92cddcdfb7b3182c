package dev.framelens.bench.slo;

import dev.framelens.bench.Charts;
import dev.framelens.bench.OutputOptions;
import dev.framelens.bench.Pictures;
import dev.framelens.bench.Rows;
import dev.framelens.bench.Tables;
import dev.framelens.bench.load.BenchKafka;
import dev.framelens.catalogue.ModelCatalogue;
import dev.framelens.contract.commandline.JsonLines;
import dev.framelens.contract.commandline.OutputFormat;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
      description = "fp32, bf16, int8 or auto (default: ${DEFAULT-VALUE}).")
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

  @Mixin private final OutputOptions output = new OutputOptions();
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
    output.begin();
    output.tell("about %d minutes".formatted(1 + policies.size() * (load.total().toMinutes() + 1)));
    try (var kafka = BenchKafka.start()) {
      measure(
          (name, job) -> new Trial(kafka, name, job, JobModels.classifier(stored), pictures),
          settings,
          load,
          Accuracies.of(stored));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void measure(
      BiFunction<String, JobSettings, Trial> trials,
      JobSettings settings,
      Load load,
      Map<Integer, Double> accuracies)
      throws InterruptedException {
    double capacity;
    try (var trial =
        trials.apply("capacity", settings.withKeepAll().withAdmission(AdmissionLimits.history()))) {
      capacity = trial.capacity(BURST);
    }
    output.tell("the top rung can take %.1f frames a second".formatted(capacity));
    var rows = new Rows<Step>(output, OutputFormat.TEXT, "slo", Tables.SLO);
    var seconds = new EnumMap<Policy, List<Step>>(Policy.class);
    var results = new LinkedHashMap<String, PolicyResult>();
    long missing = 0;
    for (Policy policy : policies) {
      try (var trial = trials.apply(policy.toString(), policy.of(settings, slo, minSide))) {
        trial.offer(load, capacity);
        var steps = trial.steps(load.measuredSpans(), accuracies);
        steps.forEach(rows::add);
        missing += trial.missing();
        results.put(policy.toString(), new PolicyResult(steps));
        seconds.put(policy, trial.steps(load.secondSpans(), accuracies));
      }
    }
    output.draw(() -> SloPlot.chart(seconds));
    rows.keep();
    JsonLines.print(
        spec.commandLine().getOut(),
        new Result(slo.toNanos() / 1e6, Load.CAMERAS, missing, results));
  }

  private JobSettings settings() {
    output.checkPlot();
    output.require(
        loads.stream().allMatch(load -> load > 0 && load <= 20),
        "--loads " + loads,
        "more than 0, at most 20");
    output.require(!measured.isZero(), "--measure 0", "some seconds");
    return WrongUse.of(
        spec,
        () ->
            JobSettings.standard()
                .withModels(ModelSettings.standard().withClassifier(model).withPrecision(precision))
                .withSubtasks(SubtaskSettings.of(1))
                .withDelivery(new DeliverySettings(checkpointInterval, delivery))
                .withLive(LiveSettings.standard().withSlo(slo).withMinSidePixels(minSide)));
  }
}
