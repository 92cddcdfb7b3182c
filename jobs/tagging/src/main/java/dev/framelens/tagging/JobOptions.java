package dev.framelens.tagging;

import dev.framelens.contract.TopicNames;
import dev.framelens.contract.commandline.KafkaConfigOption;
import dev.framelens.contract.kafka.KafkaSettings;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.tagging.admission.AdmissionLimits;
import dev.framelens.tagging.inference.DetectionSettings;
import dev.framelens.tagging.settings.Delivery;
import dev.framelens.tagging.settings.Task;
import dev.framelens.tagging.source.FramePosition;
import dev.framelens.tagging.source.FrameSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of the tagging job, for every command that runs or submits it. */
@Command(sortOptions = false)
public final class JobOptions {

  /** Live cameras: whoever looks at the labels wants to know what is there now. */
  private static final Duration LIVE_MAX_AGE = Duration.ofSeconds(10);

  /** The detector where nobody names one. */
  public static final String DEFAULT_DETECTOR = "ssd_mobilenet_v1_coco";

  private static final int LABELS = 5;
  private static final int BOXES = 100;

  @Option(
      names = "--pipeline",
      paramLabel = "ID",
      defaultValue = "default",
      converter = OptionConverters.PipelineId.class,
      description =
          "Name of this pipeline, stable across restarts: consumer group, transactions, and a field"
              + " of every output (default: ${DEFAULT-VALUE}).")
  private String pipeline;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      defaultValue = "localhost:9092",
      converter = OptionConverters.Servers.class,
      description = "Kafka's brokers, several with commas (default: ${DEFAULT-VALUE}).")
  private String bootstrapServers;

  @Mixin private KafkaConfigOption kafka;

  @Option(
      names = "--topic-frames",
      paramLabel = "TOPIC",
      defaultValue = "frames",
      description = "Where frames come from (default: ${DEFAULT-VALUE}).")
  private String frames;

  @Option(
      names = "--topic-labels",
      paramLabel = "TOPIC",
      defaultValue = "labels",
      description = "Where labels go (default: ${DEFAULT-VALUE}).")
  private String labels;

  @Option(
      names = "--topic-rejected",
      paramLabel = "TOPIC",
      defaultValue = "rejected-frames",
      description = "Where frames go that no retry can help (default: ${DEFAULT-VALUE}).")
  private String rejected;

  @Option(
      names = "--topic-dropped",
      paramLabel = "TOPIC",
      defaultValue = "dropped-frames",
      description = "Where it is told which frames were let go (default: ${DEFAULT-VALUE}).")
  private String dropped;

  @Option(
      names = "--topic-latency",
      paramLabel = "TOPIC",
      defaultValue = "latency",
      description = "Where windows of latency go (default: ${DEFAULT-VALUE}).")
  private String latency;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = "mobilenet_v1_1.0_224",
      description = "The classifier, by its name in the store (default: ${DEFAULT-VALUE}).")
  private String model;

  @Option(
      names = "--task",
      paramLabel = "TASK",
      defaultValue = "classify",
      converter = OptionConverters.TaskWord.class,
      description =
          "What to look for: classify (labels of the whole picture), detect (boxes around objects)"
              + " or both (default: ${DEFAULT-VALUE}).")
  private Task task;

  @Option(
      names = "--detector",
      paramLabel = "NAME",
      defaultValue = DEFAULT_DETECTOR,
      description = "The detector, by its name in the store (default: ${DEFAULT-VALUE}).")
  private String detector;

  @Option(
      names = "--min-score",
      paramLabel = "S",
      defaultValue = "0.5",
      converter = OptionConverters.Score.class,
      description = "Least score of a box, from 0 to 1 (default: ${DEFAULT-VALUE}).")
  private float minScore;

  @Option(
      names = "--classes",
      paramLabel = "CLASS",
      split = ",",
      description =
          "Only boxes of these classes, by name or number, several with commas (default: all).")
  private List<String> classes = List.of();

  @Option(
      names = "--store",
      paramLabel = "DIR",
      description = "The folder of the models, as the task managers see it.")
  private @Nullable Path store;

  @ArgGroup private @Nullable ResolutionOptions resolution;

  @Option(
      names = "--precision",
      paramLabel = "HOW",
      defaultValue = Precision.AUTO,
      converter = OptionConverters.PrecisionWord.class,
      description =
          "How the model computes: fp32, bf16 (its inner blocks in bfloat16), or auto: bf16 where"
              + " the task manager's processor has it. An imported graph always computes in fp32"
              + " (default: ${DEFAULT-VALUE}).")
  private String precision;

  @Option(
      names = "--top",
      paramLabel = "K",
      converter = OptionConverters.Top.class,
      description =
          "Labels, and boxes at most, for each frame, best first (default: 5 labels, 100 boxes).")
  private @Nullable Integer top;

  @Option(
      names = "--max-age",
      paramLabel = "DURATION",
      converter = OptionConverters.SpanOrZero.class,
      description =
          "Frames older than this are dropped as stale; 0 keeps all (default: 10s, and 0 with"
              + " --until, because history is old).")
  private @Nullable Duration maxAge;

  @Option(
      names = "--max-clock-skew",
      paramLabel = "DURATION",
      defaultValue = "5m",
      converter = OptionConverters.SpanOfMillis.class,
      description =
          "A camera's clock that is off by more is marked as skewed (default: ${DEFAULT-VALUE}).")
  private Duration maxClockSkew;

  @Option(
      names = "--from",
      paramLabel = "PLACE",
      defaultValue = "committed",
      converter = OptionConverters.Start.class,
      description =
          "Where reading starts without a checkpoint or savepoint: committed (where this pipeline"
              + " stopped, latest the first time), latest, earliest, an RFC 3339 time or milliseconds"
              + " since 1970 (default: ${DEFAULT-VALUE}).")
  private FramePosition from;

  @Option(
      names = "--until",
      paramLabel = "PLACE",
      converter = OptionConverters.Stop.class,
      description =
          "Where reading stops and the job ends: latest (as it is at the start) or a time (default:"
              + " never).")
  private @Nullable FramePosition until;

  @Option(
      names = "--batch-size",
      paramLabel = "FRAMES",
      defaultValue = "4",
      converter = OptionConverters.BatchSize.class,
      description = "Frames that share one call of the model at most (default: ${DEFAULT-VALUE}).")
  private int batchSize;

  @Option(
      names = "--linger-ms",
      paramLabel = "MILLIS",
      defaultValue = "0",
      converter = OptionConverters.LingerMillis.class,
      description =
          "How long a frame waits for others to share the call; 0 waits only while more frames are"
              + " in the task's hand (default: ${DEFAULT-VALUE}).")
  private int lingerMillis;

  @Option(
      names = "--latency-window",
      paramLabel = "DURATION",
      defaultValue = "10s",
      converter = OptionConverters.Period.class,
      description = "Length of a window of latency (default: ${DEFAULT-VALUE}).")
  private Duration latencyWindow;

  @Option(
      names = "--max-cameras",
      paramLabel = "N",
      defaultValue = "256",
      converter = OptionConverters.Cameras.class,
      description =
          "Cameras that a subtask measures at once, 27 kB each; with more, the one that was silent"
              + " longest makes room (default: ${DEFAULT-VALUE}).")
  private int maxCameras;

  @Option(
      names = "--checkpoint-interval",
      paramLabel = "DURATION",
      defaultValue = "10s",
      converter = OptionConverters.Period.class,
      description = "Time between checkpoints (default: ${DEFAULT-VALUE}).")
  private Duration checkpointInterval;

  @Option(
      names = "--delivery",
      paramLabel = "HOW",
      defaultValue = "at-least-once",
      converter = OptionConverters.DeliveryWord.class,
      description =
          "at-least-once, or exactly-once for readers with read_committed, who see outcomes with"
              + " the next checkpoint (default: ${DEFAULT-VALUE}).")
  private Delivery delivery;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      converter = OptionConverters.Parallelism.class,
      description = "Subtasks (default: the cluster's).")
  private @Nullable Integer parallelism;

  @ArgGroup(exclusive = false)
  private @Nullable SpreadOptions spread;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /**
   * Reads options outside a command of the command line's.
   *
   * @throws ParameterException with the option, the value and what was expected
   */
  public static JobOptions parse(String... arguments) {
    var holder = new Holder();
    new CommandLine(holder).parseArgs(arguments);
    holder.options.check();
    return holder.options;
  }

  @Command(name = "tagging-job")
  private static final class Holder {
    @Mixin private final JobOptions options = new JobOptions();
  }

  /**
   * Checks what no option can know alone; commands call it before they start anything.
   *
   * @throws ParameterException with the values and what was expected
   */
  public void check() {
    topics();
  }

  public String pipeline() {
    return pipeline;
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** What Kafka's clients need beyond the address: TLS, names and passwords. */
  public KafkaSettings kafka() {
    return kafka.settings();
  }

  public TopicNames topics() {
    try {
      return new TopicNames(frames, labels, rejected, dropped, latency);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  public String model() {
    return model;
  }

  public Optional<Path> store() {
    return Optional.ofNullable(store);
  }

  /** Pixels of the square that the model sees; empty for the model's own. */
  public OptionalInt sidePixels() {
    return ResolutionOptions.sidePixels(resolution);
  }

  /** {@code fp32}, {@code bf16} or {@code auto}. */
  public String precision() {
    return precision;
  }

  /** Labels for each frame. */
  public int top() {
    return top == null ? LABELS : top;
  }

  public Task task() {
    return task;
  }

  public String detector() {
    return detector;
  }

  /** Which boxes go out. */
  public DetectionSettings detections() {
    return new DetectionSettings(minScore, top == null ? BOXES : top, classes);
  }

  public AdmissionLimits limits() {
    var standard = until == null ? LIVE_MAX_AGE : Duration.ZERO;
    return new AdmissionLimits(maxAge == null ? standard : maxAge, maxClockSkew);
  }

  public FrameSource source() {
    return new FrameSource(bootstrapServers, kafka(), frames, pipeline, from, until);
  }

  public int batchSize() {
    return batchSize;
  }

  public Duration linger() {
    return Duration.ofMillis(lingerMillis);
  }

  public Duration latencyWindow() {
    return latencyWindow;
  }

  public int maxCameras() {
    return maxCameras;
  }

  public Duration checkpointInterval() {
    return checkpointInterval;
  }

  public Delivery delivery() {
    return delivery;
  }

  public OptionalInt parallelism() {
    return parallelism == null ? OptionalInt.empty() : OptionalInt.of(parallelism);
  }

  /**
   * How long a label waits for those of earlier frames of its camera where frames are spread over
   * the subtasks; empty where they stay in the one that reads them.
   */
  public Optional<Duration> spreadWait() {
    return SpreadOptions.wait(spread, linger());
  }
}
