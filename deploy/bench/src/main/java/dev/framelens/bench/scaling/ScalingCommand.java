package dev.framelens.bench.scaling;

import static java.util.Objects.requireNonNull;

import dev.framelens.bench.Charts;
import dev.framelens.bench.CommandText;
import dev.framelens.bench.Factor;
import dev.framelens.bench.Factors;
import dev.framelens.bench.Machine;
import dev.framelens.bench.MeasureOptions;
import dev.framelens.bench.Pictures;
import dev.framelens.catalogue.ModelCatalogue;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.commandline.StopSignal;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.model.store.StoredModel;
import dev.framelens.model.weights.ModelReader;
import dev.framelens.runtime.console.ModelPull;
import dev.framelens.tagging.JobModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
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
      "Measure how the real job's throughput scales with slots and TaskManagers: from a topic that",
      "is full before it starts, each run on a cluster of its own (or, with --jobmanager, a job of",
      "its own on yours), in rounds of changing order; intervals need 2 repeats or more. Lists of",
      "other options are scanned one at a time around their first values. What speaks against the",
      "figures is said. Ctrl-C reports what was measured so far.",
      "",
      "With --open-loop shares of the capacity that was found are then offered to the same job, each",
      "camera at its own rate from a random phase, and latency counts from when a frame should have",
      "been sent: a stalled job or sender shows in the figures and hides nothing (no coordinated",
      "omission). With --hot it shows what a camera at many times its rate costs the others.",
      "",
      "The JVM compiles for the first minute of a TaskManager's life, and that costs CPU time: for",
      "figures that are to be trusted, --warm-up takes a minute's frames for each slot. A tenth of",
      "--count follows the measured ones, so that no slot runs dry.",
      ""
    })
public final class ScalingCommand implements Runnable, Factors.Varied {
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
          .and(Factor.SKEW, "0")
          .and(Factor.SPREAD, "false")
          .and(Factor.CHECKPOINT_INTERVAL, "10s")
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
    Function<String, StoredModel> models =
        name -> ModelPull.require(catalogue, name, spec.commandLine().getErr());
    checkJobs(settings(pictures, levels -> levels), models);
    Plan plan = plan(settings(pictures, levels -> withModelsSide(levels, models)));
    place.require(plan);
    if (out != null || options.plot() != null) {
      Charts.prepare();
    }
    measure(plan, pictures, models);
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

  private List<Setting> settings(
      Map<String, List<byte[]>> pictures,
      Function<Map<Factor, String>, Map<Factor, String>> completed) {
    return factors.scan().stream()
        .flatMap(
            levels -> {
              String size =
                  Pictures.size(pictures.getOrDefault(level(levels, Factor.FRAMES), List.of()));
              return place.settings(size, completed.apply(levels)).stream();
            })
        .distinct()
        .toList();
  }

  private static Map<Factor, String> withModelsSide(
      Map<Factor, String> levels, Function<String, StoredModel> models) {
    if (levels.containsKey(Factor.SIDE) || level(levels, Factor.TASK).equals("detect")) {
      return levels;
    }
    var completed = new EnumMap<>(levels);
    Path model = models.apply(level(levels, Factor.MODEL)).directory();
    completed.put(Factor.SIDE, Integer.toString(ModelReader.readClassifier(model).trainedSide()));
    return completed;
  }

  private static String level(Map<Factor, String> levels, Factor factor) {
    return requireNonNull(levels.get(factor), factor.word());
  }

  /** Every setting as the job itself would check it, and its models, before anything is started. */
  private void checkJobs(List<Setting> settings, Function<String, StoredModel> models) {
    var job = new BenchJob(place.job(KafkaConnection.standard()), models);
    for (Setting setting : settings) {
      try {
        JobModels.of(job.settings(setting, RunTopics.named(name()), name()), models);
      } catch (IllegalArgumentException wrong) {
        throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
      }
    }
  }

  private Plan plan(List<Setting> settings) {
    List<Plan.Load> offered =
        loads.stream()
            .flatMap(
                load ->
                    Stream.of(1, hot)
                        .distinct()
                        .map(times -> new Plan.Load(load / 100, times, hot)))
            .toList();
    return new Plan(
        settings,
        options.repeats(),
        options.warmUp(),
        options.count(),
        openLoop ? offered : List.of(),
        Duration.ofSeconds(seconds),
        options.seed());
  }

  private void measure(
      Plan plan, Map<String, List<byte[]>> pictures, Function<String, StoredModel> models) {
    Path clusters = newFolder();
    try (var stop = StopSignal.listen();
        var kafka = place.kafka()) {
      var runner =
          new Runner(
              plan,
              kafka,
              setting -> place.workers(clusters, setting),
              new BenchJob(place.job(kafka.connection()), models),
              pictures,
              stop::isAsked);
      var results = new Results(plan.settings(), place.ownsCluster(), kafka.isOwn());
      var rounds = new Rounds(plan, runner::run, results, name(), options::tell, stop::isAsked);
      boolean complete = rounds.runAll();
      if (!results.isEmpty()) {
        report(results, conditions(plan, kafka.sentence()), complete);
      }
      RuntimeException failure = rounds.failure();
      if (failure != null) {
        throw failure;
      }
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

  private Conditions conditions(Plan plan, String kafka) {
    return new Conditions(
        Machine.thisOne(),
        place.flink(),
        kafka,
        plan.settings().stream().map(Setting::picture).distinct().toList(),
        plan.warmUp(),
        plan.count(),
        plan.seed(),
        CommandText.of(spec));
  }

  private void report(Results results, Conditions conditions, boolean complete) {
    List<Row> rows = results.rows(conditions, !complete);
    var report = new Report(rows, conditions, !complete);
    report.print(spec.commandLine().getOut(), options.format());
    report.warn(spec.commandLine().getErr());
    if (out != null) {
      report.write(out);
    }
    Path plot = options.plot();
    if (plot != null) {
      report.draw(plot);
    }
    if (complete) {
      List<?> recorded = rows.stream().map(Row::recorded).toList();
      options.keep("scaling", conditions.machine(), recorded);
    }
  }

  private static String name() {
    return "framelens-bench-" + UUID.randomUUID().toString().substring(0, 8);
  }
}
