package dev.framelens.cli.demo;

import dev.framelens.cameras.CameraOptions;
import dev.framelens.cameras.CameraPublisher;
import dev.framelens.cameras.Fleet;
import dev.framelens.cameras.Native;
import dev.framelens.cameras.StatusReporter;
import dev.framelens.catalogue.ModelCatalogue;
import dev.framelens.catalogue.footage.Footage;
import dev.framelens.contract.CameraId;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.Task;
import dev.framelens.contract.TopicNames;
import dev.framelens.contract.commandline.Fraction;
import dev.framelens.contract.commandline.JsonLines;
import dev.framelens.contract.commandline.OutputFormat;
import dev.framelens.contract.commandline.StopSignal;
import dev.framelens.contract.commandline.WrongUse;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.kafka.Topics;
import dev.framelens.contract.status.CameraStatus;
import dev.framelens.runtime.broker.LocalBroker;
import dev.framelens.runtime.console.ModelPull;
import dev.framelens.runtime.job.EmbeddedJob;
import dev.framelens.tagging.JobModels;
import dev.framelens.tagging.options.ResolutionOptions;
import dev.framelens.tagging.settings.FramePosition;
import dev.framelens.tagging.settings.FrameRange;
import dev.framelens.tagging.settings.JobSettings;
import dev.framelens.tagging.settings.LiveSettings;
import dev.framelens.tagging.settings.ModelSettings;
import dev.framelens.tagging.settings.SubtaskSettings;
import dev.framelens.wall.server.WallServer;
import dev.framelens.wall.server.WallSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Everything on this machine at once: what a newcomer runs first. */
@Command(
    name = "demo",
    description = {
      "Show it all: a Kafka, a Flink with the tagging job, several cameras, and tags as they come.",
      "Everything runs in this process until stopped, or for --seconds; the summary says whether"
          + " every frame got its outcome."
    },
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Runnable {
  private static final JobSettings STANDARD = JobSettings.standard();
  private static final int PARTITIONS_OF_SLOT = 4;

  /** The least side to which its ladder goes: the paper's lowest resolution. */
  private static final int MIN_SIDE = 128;

  private static final Duration DRAIN = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration SNAPSHOT_EVERY = Duration.ofSeconds(3);

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Stop after so long (default: when stopped).")
  private @Nullable Double seconds;

  @Option(
      names = "--source",
      paramLabel = "URI",
      description = "One more camera: a file, a folder of pictures, a device or a live URL.")
  private List<String> sources = new ArrayList<>();

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "The classifier (default: ${DEFAULT-VALUE}).")
  private String classifier = STANDARD.models().classifier();

  @ArgGroup private @Nullable ResolutionOptions resolution;

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description = "What to look for: classify, detect or both (default: ${DEFAULT-VALUE}).")
  private Task task = Task.BOTH;

  @Option(
      names = "--detector",
      paramLabel = "NAME",
      description =
          "The detector (default: the job's, or one that stands in where that cannot be fetched).")
  private @Nullable String detector;

  @Option(
      names = "--min-score",
      paramLabel = "S",
      converter = Fraction.class,
      description = "Least score of a box, from 0 to 1 (default: ${DEFAULT-VALUE}).")
  private double minScore = STANDARD.inference().detections().minScore();

  @Option(
      names = "--snapshots",
      paramLabel = "DIR",
      description = "Keep a picture of each camera with its boxes there, every few seconds.")
  private @Nullable Path snapshots;

  @Option(names = "--no-wall", description = "Serve no page with the cameras.")
  private boolean noWall;

  @Option(names = "--all", description = "Print every label, not one for each camera and second.")
  private boolean all;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "text|json",
      description =
          "For people, or for programs: every label, then the summary (default: ${DEFAULT-VALUE}).")
  private OutputFormat format;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    JobSettings settings = settings(); // wrong use stops before anything is fetched
    JobModels models = models(settings.models(), err);
    List<CameraOptions> cameras =
        DemoCameras.all(Footage.standard(), sources, models.detector() != null, err);
    Native.log(false);
    var tally = new OutcomeTally();
    try (var stop = StopSignal.listen();
        var fleet = new Fleet(InstantSource.system(), System::nanoTime, err::println);
        var broker = LocalBroker.startTemporary(LocalBroker.FREE_PORT)) {
      cameras.forEach(fleet::add);
      String kafka = broker.bootstrapServers();
      Topics.ensureStandard(KafkaConnection.to(kafka), partitions());
      try (var job =
              EmbeddedJob.start(
                  settings.withKafka(KafkaConnection.to(kafka)), models, EmbeddedJob.FREE_PORT);
          var reader =
              OutcomeReader.start(
                  kafka,
                  TopicNames.standard(),
                  tally,
                  printer(out),
                  snapshots(err),
                  InstantSource.system());
          var wall = noWall ? null : wall(kafka)) {
        if (wall != null) {
          err.println("Wall: " + wall.address());
        }
        err.printf(
            "Kafka: %s  Flink: %s  cameras: %d  model: %s%n",
            kafka, job.webAddress(), cameras.size(), models.names());
        err.flush();
        job.tellRestarts(
            line -> {
              err.println("framelens: " + line);
              err.flush();
            });
        double elapsed = show(fleet, spread(cameras), kafka, job, stop);
        drain(tally, job, reader);
        finish(tally.summary(elapsed), out);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    if (tally.missing() > 0) {
      throw new FramelensException(
          "%d frames have no outcome (expected: none)".formatted(tally.missing()));
    }
  }

  /** Runs the cameras until somebody or the time stops them; returns for how many seconds. */
  private double show(
      Fleet fleet,
      Map<CameraId, Integer> partitions,
      String kafka,
      EmbeddedJob job,
      StopSignal stop)
      throws InterruptedException {
    long started = System.nanoTime();
    try (var publisher =
        new CameraPublisher(
            KafkaConnection.to(kafka),
            TopicNames.standard().frames(),
            CameraPublisher.DEFAULT_IN_FLIGHT_BYTES,
            partitions::get)) {
      fleet.start(publisher);
      var status = StatusReporter.start(fleet, publisher, CameraStatus.TOPIC, "demo");
      while (!stop.isAsked() && !job.await(POLL)) {
        if (seconds != null && System.nanoTime() - started > seconds * 1e9) {
          break;
        }
      }
      fleet.close();
      status.close();
    }
    return (System.nanoTime() - started) / 1e9;
  }

  private static WallServer wall(String kafka) {
    return WallServer.start(
        KafkaConnection.to(kafka),
        TopicNames.standard(),
        WallSettings.local(),
        InstantSource.system());
  }

  /** One core is left to Kafka, the cameras and this reader. */
  private static int slots() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
  }

  private static int partitions() {
    return PARTITIONS_OF_SLOT * slots();
  }

  /** Each slot has as many cameras as the next, or one more. */
  private static Map<CameraId, Integer> spread(List<CameraOptions> cameras) {
    var partitions = new HashMap<CameraId, Integer>();
    cameras.forEach(camera -> partitions.put(camera.id(), partitions.size() % partitions()));
    return partitions;
  }

  private static void drain(OutcomeTally tally, EmbeddedJob job, OutcomeReader reader)
      throws InterruptedException {
    long deadline = System.nanoTime() + DRAIN.toNanos();
    // None missing may mean frames that the reader has not come to: it must hold twice in a row.
    for (int quiet = 0; quiet < 2 && System.nanoTime() < deadline; ) {
      reader.check();
      if (job.await(POLL.multipliedBy(2))) {
        return;
      }
      quiet = tally.missing() == 0 ? quiet + 1 : 0;
    }
  }

  private void finish(Summary summary, PrintWriter out) {
    if (format == OutputFormat.JSON) {
      JsonLines.print(out, summary);
    } else {
      summary.print(out);
    }
  }

  private JobModels models(ModelSettings settings, PrintWriter err) {
    var catalogue = ModelCatalogue.standard();
    return new DemoModels(name -> ModelPull.require(catalogue, name, err), err)
        .of(settings, detector);
  }

  private Optional<Snapshots> snapshots(PrintWriter err) {
    return snapshots == null
        ? Optional.empty()
        : Optional.of(new Snapshots(snapshots, SNAPSHOT_EVERY, err));
  }

  private Consumer<LabelLine> printer(PrintWriter out) {
    if (format == OutputFormat.JSON) {
      return label -> {
        out.println(label.json());
        out.flush();
      };
    }
    return new TagPrinter(out, all ? Duration.ZERO : Duration.ofSeconds(1))::print;
  }

  private JobSettings settings() {
    if (seconds != null && !(seconds > 0)) {
      throw new ParameterException(
          spec.commandLine(), "--seconds %s (expected: more than 0)".formatted(seconds));
    }
    var models =
        new ModelSettings(
            task,
            classifier,
            detector == null ? STANDARD.models().detector() : detector,
            ResolutionOptions.sidePixels(resolution),
            STANDARD.models().precision());
    return WrongUse.of(
        spec,
        () ->
            STANDARD
                .withRange(FrameRange.from(FramePosition.EARLIEST))
                .withSubtasks(SubtaskSettings.of(slots()))
                .withLive(
                    task.classifies()
                        ? LiveSettings.standard().withMinSidePixels(MIN_SIDE)
                        : LiveSettings.standard())
                .withModels(models)
                .withInference(
                    STANDARD
                        .inference()
                        .withDetections(
                            STANDARD.inference().detections().withMinScore((float) minScore))));
  }
}
