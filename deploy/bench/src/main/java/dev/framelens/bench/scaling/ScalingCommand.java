package dev.framelens.bench.scaling;

import dev.framelens.bench.ChildJvm;
import dev.framelens.bench.Machine;
import dev.framelens.bench.MachineRecord;
import dev.framelens.bench.Pictures;
import dev.framelens.catalogue.ModelCatalogue;
import dev.framelens.contract.commandline.OutputFormat;
import dev.framelens.contract.commandline.StopSignal;
import dev.framelens.model.store.StoredModel;
import dev.framelens.model.weights.ModelReader;
import dev.framelens.runtime.console.ModelPull;
import dev.framelens.tagging.JobModels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
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
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measure how the real job's throughput scales with slots and TaskManagers: from a topic that",
      "is full before it starts, each run on a cluster of its own (or, with --jobmanager, a job of",
      "its own on yours), in rounds of changing order. Lists of other knobs are scanned one at a time",
      "around their first values. What speaks against the figures is said. Ctrl-C reports what was",
      "measured so far.",
      "",
      "The JVM compiles for the first minute of a TaskManager's life, and that costs CPU time: for",
      "figures that are to be trusted, --warm-up takes a minute's frames for each slot.",
      ""
    })
public final class ScalingCommand implements Runnable {
  @Mixin private KnobOptions knobs;
  @Mixin private PlaceOptions place;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      defaultValue = "3",
      description = "Rounds; intervals need 2 or more (default: ${DEFAULT-VALUE}).")
  private int repeats;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "4000",
      description = "Frames for each slot before those measured (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "2000",
      description =
          "Frames for each slot that are measured; a tenth more follows, so that no slot runs dry"
              + " (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--open-loop",
      description =
          "After each run from the full topic, offer shares of its capacity to the same job and"
              + " measure latency from when a frame should have been sent.")
  private boolean openLoop;

  @Option(
      names = "--load",
      split = ",",
      paramLabel = "PERCENT",
      defaultValue = "20,40,60,80,90,95",
      description = "Of the capacity, with --open-loop (default: ${DEFAULT-VALUE}).")
  private List<Double> loads;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "20",
      description = "Of each load, after a fifth as long to settle (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Of the order of runs, of skewed cameras and of phases (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Write scaling.jsonl, scaling.md, throughput.svg and, with --open-loop, latency.svg.")
  private @Nullable Path out;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "Draw frames per second against slots as .svg or .png.")
  private @Nullable Path plot;

  @Option(
      names = "--record",
      paramLabel = "DIR",
      description = "Also write the rows to DIR, into the file of this machine, if all ran.")
  private @Nullable Path record;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "text|json",
      description = "Default: ${DEFAULT-VALUE}; text is Markdown.")
  private OutputFormat format;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    check();
    Map<Path, List<byte[]>> pictures = Footage.read(knobs.frames());
    List<Knobs> scan = scan(pictures);
    var catalogue = catalogue();
    Function<String, StoredModel> models =
        name -> ModelPull.require(catalogue, name, spec.commandLine().getErr());
    checkJobs(place.settings(scan), models);
    Plan plan =
        plan(place.settings(scan.stream().map(one -> withModelsSide(one, models)).toList()));
    place.check(plan);
    if (out != null || plot != null) {
      ConditionedChart.prepare();
    }
    measure(plan, pictures, models);
  }

  private void measure(
      Plan plan, Map<Path, List<byte[]>> pictures, Function<String, StoredModel> models) {
    Path log = ChildJvm.newLog();
    try (var stop = StopSignal.listen();
        var kafka = place.kafka(log);
        var flink = place.flink()) {
      var runner =
          new Runner(
              plan,
              kafka,
              flink::workers,
              new JobSettings(place.connection(kafka), models),
              place.existingTopics(),
              pictures,
              stop::isAsked);
      var results = new Results(plan.settings(), flink.isOwn(), kafka.isOwn());
      var rounds =
          new Rounds(
              plan, runner::run, results, name(), spec.commandLine().getErr(), stop::isAsked);
      boolean complete = rounds.runAll();
      if (!results.isEmpty()) {
        Conditions conditions = conditions(plan, flink.sentence(), kafka.sentence());
        report(new Report(results.rows(conditions, !complete), conditions, !complete));
        if (record != null && complete) {
          keep(record, results.rows(conditions, false), conditions);
        }
      }
      RuntimeException failure = rounds.failure();
      if (failure != null) {
        throw failure;
      }
    }
  }

  /**
   * With folders by their names alone, and without where files went: records are shown to others.
   */
  private void keep(Path folder, List<Row> rows, Conditions conditions) {
    String command = conditions.command().replaceAll(" --(record|out|plot)[ =]\\S+", "");
    for (Path frames : knobs.frames()) {
      command =
          command.replace(frames.toString(), String.valueOf(frames.toAbsolutePath().getFileName()));
    }
    MachineRecord.write(
        folder,
        "scaling",
        command,
        conditions.machine(),
        rows.stream().map(Row::recorded).toList());
  }

  private void report(Report report) {
    report.print(spec.commandLine().getOut(), format);
    report.warn(spec.commandLine().getErr());
    if (out != null) {
      report.write(out);
    }
    if (plot != null) {
      report.draw(plot);
    }
  }

  private List<Knobs> scan(Map<Path, List<byte[]>> pictures) {
    return knobs.scan(folder -> Pictures.size(pictures.getOrDefault(folder, List.of())));
  }

  private static Knobs withModelsSide(Knobs asked, Function<String, StoredModel> models) {
    return asked.side() != null || asked.task().equals("detect")
        ? asked
        : asked.with(
            draft ->
                draft.side =
                    ModelReader.readClassifier(models.apply(asked.model()).directory())
                        .trainedSide());
  }

  private Plan plan(List<Setting> settings) {
    return new Plan(
        settings,
        repeats,
        warmUp,
        count,
        openLoop ? loads.stream().map(percent -> percent / 100).toList() : List.of(),
        Duration.ofSeconds(seconds),
        seed);
  }

  private ModelCatalogue catalogue() {
    Path store = place.store();
    return store == null ? ModelCatalogue.standard() : ModelCatalogue.at(store);
  }

  /** Every setting as the job itself would check it, and its models, before anything is started. */
  private void checkJobs(List<Setting> settings, Function<String, StoredModel> models) {
    var jobs = new JobSettings(place.storeArguments(), models);
    var checked = new ArrayList<dev.framelens.tagging.settings.JobSettings>();
    for (Setting setting : settings) {
      try {
        checked.add(jobs.settings(setting, RunTopics.named(name()), name()));
      } catch (ParameterException wrong) {
        throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
      }
    }
    checked.forEach(one -> JobModels.of(one, models));
  }

  private Conditions conditions(Plan plan, String flink, String kafka) {
    return new Conditions(
        Machine.thisOne(),
        flink,
        kafka,
        plan.settings().stream().map(setting -> setting.asked().picture()).distinct().toList(),
        warmUp,
        count,
        seed,
        "framelens " + String.join(" ", spec.root().commandLine().getParseResult().originalArgs()));
  }

  private static String name() {
    return "framelens-bench-" + UUID.randomUUID().toString().substring(0, 8);
  }

  private void check() {
    knobs.faults().forEach(this::wrong);
    place.faults().forEach(this::wrong);
    require(repeats >= 1, "--repeats " + repeats, "1 or more");
    require(warmUp >= 1, "--warm-up " + warmUp, "1 or more");
    require(count >= 1, "--count " + count, "1 or more");
    require(seconds >= 1, "--seconds " + seconds, "1 or more");
    loads.forEach(
        load -> require(load > 0 && load < 100, "--load " + load, "between 0 and 100 percent"));
  }

  private void require(boolean holds, String found, String expected) {
    if (!holds) {
      wrong("%s (expected: %s)".formatted(found, expected));
    }
  }

  private void wrong(String fault) {
    throw new ParameterException(spec.commandLine(), fault);
  }
}
