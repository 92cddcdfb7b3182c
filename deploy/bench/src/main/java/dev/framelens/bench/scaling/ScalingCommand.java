package dev.framelens.bench.scaling;

import static java.util.Objects.requireNonNull;

import dev.framelens.bench.Charts;
import dev.framelens.bench.CommandText;
import dev.framelens.bench.Factor;
import dev.framelens.bench.Factors;
import dev.framelens.bench.Machine;
import dev.framelens.bench.MeasureOptions;
import dev.framelens.bench.Pictures;
import dev.framelens.bench.Rounds;
import dev.framelens.bench.load.RunTopics;
import dev.framelens.catalogue.ModelCatalogue;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.commandline.StopSignal;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.model.weights.ModelReader;
import dev.framelens.runtime.console.ModelPull;
import dev.framelens.tagging.JobModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench scaling}: what slots and TaskManagers earn, here or on any cluster. */
@Command(
    name = "scaling",
    modelTransformer = Factors.AsOptions.class,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measure how the real job's throughput scales with slots and TaskManagers.",
      "Frames come from a topic that is full before the job starts, each run on a cluster"
          + " of its own (or, with --jobmanager, a job of its own on yours), in rounds of changing"
          + " order; intervals need 2 repeats or more. Lists of other options are scanned one at a"
          + " time around their first values. What speaks against the figures is said. Ctrl-C"
          + " reports what was measured so far.",
      "With --open-loop shares of the capacity that was found are then offered to the same"
          + " job, each camera at its own rate from a random phase, and latency counts from when a"
          + " frame should have been sent: a stalled job or sender shows in the figures and hides"
          + " nothing (no coordinated omission). With --hot it shows what a camera at many times"
          + " its rate costs the others.",
      "The JVM compiles for the first minute of a TaskManager's life, and that costs CPU"
          + " time: for figures that are to be trusted, --warm-up takes a minute's frames for each"
          + " slot. A tenth of --count follows the measured ones, so that no slot runs dry."
    })
public final class ScalingCommand implements Runnable, Factors.Varied {
  private static final String NAME = "framelens-bench";

  @Mixin private PlaceOptions place;
  @Mixin private final MeasureOptions options = new MeasureOptions(3, 2000, 4000);

  @Option(names = "--open-loop", description = "Offer loads after each run from the full topic.")
  private boolean openLoop;

  @Option(
      names = "--load",
      split = ",",
      paramLabel = "PERCENT",
      defaultValue = "20,40,60,80,90,95",
      description = "Of the capacity, with --open-loop (default: ${DEFAULT-VALUE}).")
  private List<Double> loads;

  @Option(
      names = "--hot",
      paramLabel = "TIMES",
      defaultValue = "1",
      description =
          "More than 1: offer each load twice, the first camera at its own rate and then at that"
              + " many times it; the load is the second's (default: ${DEFAULT-VALUE}).")
  private int hot;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "20",
      description = "Of each load, after a fifth as long to settle (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Write scaling.jsonl, scaling.md, throughput.svg and, with --open-loop, latency.svg.")
  private @Nullable Path out;

  @Spec private CommandSpec spec;

  private final Factors factors =
      Factors.ofFolders()
          .and(Factor.TASK, "classify")
          .and(Factor.MODEL, "mobilenet_v1_1.0_224")
          .and(Factor.DETECTOR, "ssd_mobilenet_v1_coco")
          .and(Factor.SIDE, "", "the model's own")
          .and(Factor.PRECISION, "auto")
          .and(Factor.BATCH_SIZE, "4")
          .and(Factor.LINGER, "0ms")
          .and(Factor.PARTITIONS, "", "as many as slots")
          .and(Factor.CAMERAS, "", "four for each partition")
          .and(Factor.SPREAD, "false")
          .and(Factor.DELIVERY, "at-least-once");

  @Override
  public Factors factors() {
    return factors;
  }

  @Override
  public void run() {
    check();
    var pictures = new LinkedHashMap<String, List<byte[]>>();
    for (String folder : factors.of(Factor.FRAMES)) {
      pictures.put(folder, Pictures.readAcceptable(Path.of(folder)));
    }
    Path store = place.store();
    var catalogue = store == null ? ModelCatalogue.standard() : ModelCatalogue.at(store);
    var job =
        new BenchJob(
            store, name -> ModelPull.require(catalogue, name, spec.commandLine().getErr()));
    var settings = new LinkedHashSet<Setting>();
    for (Map<Factor, String> levels : factors.scan()) {
      String size = Pictures.size(requireNonNull(pictures.get(levels.get(Factor.FRAMES))));
      settings.addAll(place.settings(size, withModelsSide(levels, job)));
    }
    for (Setting setting : settings) {
      checkJob(setting, job);
    }
    place.require(settings);
    if (out != null || options.plot() != null) {
      Charts.prepare();
    }
    measure(settings, pictures, job);
  }

  private void check() {
    options.check(1, 1);
    place.check(options);
    factors.check(options);
    options.require(seconds >= 1, "--seconds " + seconds, "1 or more");
    options.require(hot >= 1, "--hot " + hot, "1 or more");
    for (double load : loads) {
      options.require(load > 0 && load < 100, "--load " + load, "between 0 and 100 percent");
    }
  }

  private static Map<Factor, String> withModelsSide(Map<Factor, String> levels, BenchJob job) {
    if (levels.containsKey(Factor.SIDE) || "detect".equals(levels.get(Factor.TASK))) {
      return levels;
    }
    Path model = job.models().apply(requireNonNull(levels.get(Factor.MODEL))).directory();
    var completed = new EnumMap<>(levels);
    completed.put(Factor.SIDE, Integer.toString(ModelReader.readClassifier(model).trainedSide()));
    return completed;
  }

  /** As the job itself would check it, and its models, before anything is started. */
  private void checkJob(Setting setting, BenchJob job) {
    try {
      JobModels.of(
          job.settings(setting, KafkaConnection.standard(), RunTopics.named(NAME), NAME),
          job.models());
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
  }

  private Plan plan() {
    List<Plan.Load> offered =
        loads.stream()
            .flatMap(
                load ->
                    Stream.of(1, hot)
                        .distinct()
                        .map(times -> new Plan.Load(load / 100, times, hot)))
            .toList();
    return new Plan(
        options.warmUp(),
        options.count(),
        openLoop ? offered : List.of(),
        Duration.ofSeconds(seconds),
        options.seed());
  }

  private void measure(Set<Setting> settings, Map<String, List<byte[]>> pictures, BenchJob job) {
    Path clusters = newFolder();
    var rounds = new Rounds<Setting, RunResult>(settings, options.repeats(), options.seed());
    String name = NAME + "-" + UUID.randomUUID().toString().substring(0, 8);
    try (var stop = StopSignal.listen();
        var kafka = place.kafka()) {
      var runner =
          new Runner(
              plan(),
              kafka,
              setting -> place.workers(clusters, setting),
              job,
              pictures,
              stop::isAsked);
      boolean complete =
          rounds.runAll(
              (setting, number) -> {
                String what = setting.sentence();
                options.tell("run %d of %d: %s".formatted(number, rounds.size(), what));
                RunResult result = runner.run(setting, name + "-" + number);
                options.tell("  " + result.closed().sentence());
                return result;
              },
              stop::isAsked);
      var results = new Results(rounds.results(), place.ownsCluster(), kafka.isOwn());
      report(results, conditions(settings, kafka.sentence()), complete);
      rounds.throwFailure();
    } finally {
      FileUtils.deleteDirectoryQuietly(clusters.toFile());
    }
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("framelens-scaling-");
    } catch (IOException failure) {
      throw new FramelensException(
          "No temporary directory for a cluster: " + failure.getMessage(), failure);
    }
  }

  private Conditions conditions(Set<Setting> settings, String kafka) {
    return new Conditions(
        Machine.thisOne(),
        place.flink(),
        kafka,
        settings.stream().map(Setting::picture).distinct().toList(),
        options.warmUp(),
        options.count(),
        options.seed(),
        CommandText.of(spec));
  }

  private void report(Results results, Conditions conditions, boolean complete) {
    List<Row> rows = results.rows(conditions, !complete);
    if (rows.isEmpty()) {
      return;
    }
    var report = new Report(rows, conditions, !complete);
    report.print(spec.commandLine().getOut(), options.format());
    report.warnings().forEach(options::tell);
    if (out != null) {
      report.write(out);
    }
    Path plot = options.plot();
    if (plot != null) {
      report.draw(plot);
    }
    if (complete) {
      options.keep("scaling", rows.stream().map(Row::recorded).toList());
    }
  }
}
