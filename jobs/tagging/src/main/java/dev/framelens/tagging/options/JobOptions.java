package dev.framelens.tagging.options;

import dev.framelens.contract.Task;
import dev.framelens.contract.TopicNames;
import dev.framelens.contract.commandline.Fraction;
import dev.framelens.contract.commandline.FramesTopicOption;
import dev.framelens.contract.commandline.KafkaOptions;
import dev.framelens.contract.commandline.OptionTypes;
import dev.framelens.contract.commandline.TopicName;
import dev.framelens.contract.commandline.WrongUse;
import dev.framelens.tagging.settings.AdmissionLimits;
import dev.framelens.tagging.settings.Delivery;
import dev.framelens.tagging.settings.DeliverySettings;
import dev.framelens.tagging.settings.DetectionSettings;
import dev.framelens.tagging.settings.FramePosition;
import dev.framelens.tagging.settings.FrameRange;
import dev.framelens.tagging.settings.InferenceSettings;
import dev.framelens.tagging.settings.JobSettings;
import dev.framelens.tagging.settings.LatencySettings;
import dev.framelens.tagging.settings.LiveSettings;
import dev.framelens.tagging.settings.ModelSettings;
import dev.framelens.tagging.settings.SubtaskSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The options of the tagging job, for every command that runs or submits it. */
@Command(sortOptions = false)
public final class JobOptions {
  private static final JobSettings STANDARD = JobSettings.standard();

  @Option(
      names = "--pipeline",
      paramLabel = "ID",
      description =
          "Name of this pipeline, stable across restarts: consumer group, transactions, and a field"
              + " of every output (default: ${DEFAULT-VALUE}).")
  private String pipeline = STANDARD.pipeline();

  @Mixin private KafkaOptions kafka;

  @Mixin private FramesTopicOption frames;

  @Option(
      names = "--topic-labels",
      paramLabel = "TOPIC",
      converter = TopicName.class,
      description = "Where labels go (default: ${DEFAULT-VALUE}).")
  private String labels = STANDARD.topics().labels();

  @Option(
      names = "--topic-rejected",
      paramLabel = "TOPIC",
      converter = TopicName.class,
      description = "Where frames go that no retry can help (default: ${DEFAULT-VALUE}).")
  private String rejected = STANDARD.topics().rejected();

  @Option(
      names = "--topic-dropped",
      paramLabel = "TOPIC",
      converter = TopicName.class,
      description = "Where it is told which frames were let go (default: ${DEFAULT-VALUE}).")
  private String dropped = STANDARD.topics().dropped();

  @Option(
      names = "--topic-latency",
      paramLabel = "TOPIC",
      converter = TopicName.class,
      description = "Where windows of latency go (default: ${DEFAULT-VALUE}).")
  private String latency = STANDARD.topics().latency();

  @Option(
      names = "--topic-config",
      paramLabel = "TOPIC",
      converter = TopicName.class,
      description =
          "Where cameras are configured while the job runs: `framelens config` (default:"
              + " ${DEFAULT-VALUE}).")
  private String config = STANDARD.topics().config();

  @Option(
      names = "--topic-rejected-config",
      paramLabel = "TOPIC",
      converter = TopicName.class,
      description = "Where configurations go that were refused (default: ${DEFAULT-VALUE}).")
  private String rejectedConfig = STANDARD.topics().rejectedConfig();

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "The classifier, by its name in the store (default: ${DEFAULT-VALUE}).")
  private String classifier = STANDARD.models().classifier();

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description =
          "What to look for: classify (labels of the whole picture), detect (boxes around objects)"
              + " or both (default: ${DEFAULT-VALUE}).")
  private Task task = STANDARD.models().task();

  @Option(
      names = "--detector",
      paramLabel = "NAME",
      description = "The detector, by its name in the store (default: ${DEFAULT-VALUE}).")
  private String detector = STANDARD.models().detector();

  @Option(
      names = "--min-score",
      paramLabel = "S",
      converter = Fraction.class,
      description = "Least score of a box, from 0 to 1 (default: ${DEFAULT-VALUE}).")
  private double minScore = STANDARD.inference().detections().minScore();

  @Option(
      names = "--classes",
      paramLabel = "CLASS",
      split = ",",
      description =
          "Only boxes of these classes, by name or number, several with commas (default: all).")
  private List<String> classes = STANDARD.inference().detections().classes();

  @Option(
      names = "--store",
      paramLabel = "DIR",
      description = "The folder of the models, as the task managers see it.")
  private @Nullable String store = STANDARD.inference().storeHome();

  @ArgGroup private @Nullable ResolutionOptions resolution;

  @Mixin private PrecisionOption precision;

  @Option(
      names = "--top",
      paramLabel = "K",
      description =
          "Labels, and boxes at most, for each frame, best first (default: 5 labels, 100 boxes).")
  private @Nullable Integer top;

  @Option(
      names = "--slo",
      paramLabel = "DURATION",
      description =
          "The longest time from a frame's append to its label. Who cannot be served in time is let"
              + " go, each camera's older frames first (default: 1s).")
  private @Nullable Duration slo;

  @Option(
      names = "--min-rho",
      paramLabel = "RHO",
      converter = ResolutionOptions.Rho.class,
      description =
          "Let the classifier look at lower resolutions, down to this one, before frames are let go"
              + " (default: always its own resolution).")
  private @Nullable Integer minSidePixels;

  @Option(
      names = "--keep-all",
      description =
          "Look at every frame, first in, first out, however late; --until implies it (default:"
              + " labels are live).")
  private boolean keepAll;

  @Option(
      names = "--max-age",
      paramLabel = "DURATION",
      description =
          "With --keep-all or --until: frames older than this are dropped as stale; 0 keeps all"
              + " (default: 10s, and 0 with --until, because history is old).")
  private @Nullable Duration maxAge;

  @Option(
      names = "--max-fps",
      paramLabel = "N",
      converter = FramesPerSecond.class,
      description =
          "Frames a second that a camera may send; more are let go (default: any number).")
  private @Nullable Double maxFps;

  @Option(
      names = "--max-missing-rows",
      paramLabel = "SHARE",
      converter = Fraction.class,
      description =
          "Pictures that lack more of their rows are rejected as undecodable; what is missing is grey"
              + " and told with the label (default: ${DEFAULT-VALUE}).")
  private double maxMissingRows = STANDARD.admission().maxMissingRows();

  @Option(
      names = "--max-clock-skew",
      paramLabel = "DURATION",
      description =
          "A camera's clock that is off by more is marked as skewed (default: ${DEFAULT-VALUE}).")
  private Duration maxClockSkew = STANDARD.admission().maxClockSkew();

  @Option(
      names = "--from",
      paramLabel = "PLACE",
      converter = Place.class,
      description =
          "Where reading starts without a checkpoint or savepoint: committed (where this pipeline"
              + " stopped, latest the first time), latest, earliest, an RFC 3339 time or milliseconds"
              + " since 1970 (default: ${DEFAULT-VALUE}).")
  private FramePosition from = STANDARD.range().from();

  @Option(
      names = "--until",
      paramLabel = "PLACE",
      converter = Place.class,
      description =
          "Where reading stops and the job ends: latest (as it is at the start) or a time (default:"
              + " never).")
  private @Nullable FramePosition until;

  @Option(
      names = "--batch-size",
      paramLabel = "FRAMES",
      description = "Frames that share one call of the model at most (default: ${DEFAULT-VALUE}).")
  private int batchSize = STANDARD.inference().batchSize();

  @Option(
      names = "--linger",
      paramLabel = "DURATION",
      description =
          "With --keep-all or --until: how long a frame waits for others to share the call, such as"
              + " 5ms; 0 waits only while more frames are in the task's hand (default: 0s).")
  private @Nullable Duration linger;

  @Option(
      names = "--latency-window",
      paramLabel = "DURATION",
      description = "Length of a window of latency (default: ${DEFAULT-VALUE}).")
  private Duration latencyWindow = STANDARD.latency().window();

  @Option(
      names = "--max-cameras",
      paramLabel = "N",
      description =
          "Cameras that a subtask measures at once, 27 kB each; with more, the one that was silent"
              + " longest makes room (default: ${DEFAULT-VALUE}).")
  private int maxCameras = STANDARD.latency().maxCameras();

  @Option(
      names = "--checkpoint-interval",
      paramLabel = "DURATION",
      description = "Time between checkpoints (default: ${DEFAULT-VALUE}).")
  private Duration checkpointInterval = STANDARD.delivery().checkpointInterval();

  @Option(
      names = "--delivery",
      paramLabel = "HOW",
      description =
          "at-least-once, or exactly-once for readers with read_committed, who see outcomes with"
              + " the next checkpoint (default: ${DEFAULT-VALUE}).")
  private Delivery delivery = STANDARD.delivery().delivery();

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Subtasks (default: the cluster's).")
  private @Nullable Integer parallelism;

  @ArgGroup(exclusive = false)
  private @Nullable SpreadOptions spread;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /**
   * Reads options outside a command of the command line's.
   *
   * @throws ParameterException with the value and what was expected
   */
  public static JobSettings parse(String... arguments) {
    var holder = new Holder();
    OptionTypes.install(new CommandLine(holder)).parseArgs(arguments);
    return holder.options.settings();
  }

  @Command(name = "tagging-job")
  private static final class Holder {
    @Mixin private final JobOptions options = new JobOptions();
  }

  /**
   * What the options say; commands ask before they start anything.
   *
   * @throws ParameterException with the value and what was expected
   */
  public JobSettings settings() {
    return WrongUse.of(
        command,
        () ->
            new JobSettings(
                pipeline,
                kafka.connection(),
                new TopicNames(
                    frames.topic(), labels, rejected, dropped, latency, config, rejectedConfig),
                new FrameRange(from, Optional.ofNullable(until)),
                models(),
                inference(),
                admission(),
                live(),
                new LatencySettings(latencyWindow, maxCameras),
                new DeliverySettings(checkpointInterval, delivery),
                subtasks()));
  }

  private ModelSettings models() {
    return new ModelSettings(
        task,
        classifier,
        detector,
        ResolutionOptions.sidePixels(resolution),
        precision.precision());
  }

  private InferenceSettings inference() {
    InferenceSettings standard = STANDARD.inference();
    return new InferenceSettings(
        batchSize,
        linger(),
        top == null ? standard.top() : top,
        new DetectionSettings(
            (float) minScore, top == null ? standard.detections().top() : top, classes),
        store);
  }

  private AdmissionLimits admission() {
    AdmissionLimits standard =
        until == null ? AdmissionLimits.standard() : AdmissionLimits.history();
    return new AdmissionLimits(
        maxAge == null ? standard.maxAge() : maxAge,
        maxClockSkew,
        maxFps == null ? standard.maxFps() : maxFps,
        maxMissingRows);
  }

  private Duration linger() {
    return linger == null ? STANDARD.inference().linger() : linger;
  }

  /** How a live pipeline keeps up; nothing where all frames are kept. */
  private Optional<LiveSettings> live() {
    if (keepAll || until != null) {
      String keeping = until == null ? "--keep-all" : "--until";
      refuse(slo, "--slo", "is for live labels, and %s keeps all frames".formatted(keeping));
      refuse(minSidePixels, "--min-rho", "is for live labels, and %s keeps all".formatted(keeping));
      return Optional.empty();
    }
    String instead = "needs --keep-all or --until (expected: --slo, by which live labels are held)";
    refuse(maxAge, "--max-age", instead);
    refuse(linger, "--linger", instead);
    LiveSettings live = LiveSettings.standard();
    live = slo == null ? live : live.withSlo(slo);
    return Optional.of(minSidePixels == null ? live : live.withMinSidePixels(minSidePixels));
  }

  private void refuse(@Nullable Object given, String option, String why) {
    if (given != null) {
      throw new ParameterException(command.commandLine(), option + " " + why);
    }
  }

  private SubtaskSettings subtasks() {
    return new SubtaskSettings(
        parallelism == null ? OptionalInt.empty() : OptionalInt.of(parallelism),
        SpreadOptions.wait(spread, linger()));
  }

  /** A place in the frames topic. */
  static final class Place implements ITypeConverter<FramePosition> {
    @Override
    public FramePosition convert(String text) {
      return WrongUse.ofOption(() -> FramePosition.parse(text));
    }
  }

  /** How often a camera may send. */
  static final class FramesPerSecond implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      try {
        double fps = Double.parseDouble(text);
        if (fps > 0 && !Double.isInfinite(fps)) {
          return fps;
        }
      } catch (NumberFormatException e) {
        // Said below, with the text.
      }
      throw new TypeConversionException("'%s' (expected: a number above 0)".formatted(text));
    }
  }
}
