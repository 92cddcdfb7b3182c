package dev.framelens.cameras;

import dev.framelens.contract.CameraId;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.commandline.CameraName;
import dev.framelens.contract.commandline.FramesTopicOption;
import dev.framelens.contract.commandline.KafkaOptions;
import dev.framelens.contract.commandline.StopSignal;
import dev.framelens.contract.commandline.TopicName;
import dev.framelens.contract.commandline.WrongUse;
import dev.framelens.contract.kafka.Topics;
import dev.framelens.contract.status.CameraStatus;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Sends cameras to Kafka until they end, the time is over or the user stops it. */
@Command(
    name = "cameras",
    mixinStandardHelpOptions = true,
    description = {
      "Send the pictures of cameras to Kafka, as JPEGs.",
      "A source is a video file, a folder of pictures, a picture (shown as a slowly panning camera;"
          + " pan:PICTURE says so), a device (/dev/video0) or a live URL (rtsp://, http://)."
    })
public final class CamerasCommand implements Runnable {
  private static final long SECOND_NANOS = 1_000_000_000;
  private static final long LOOK_NANOS = SECOND_NANOS / 5;
  private static final long REPORT_SECONDS = 10;

  @Option(
      names = "--source",
      paramLabel = "URI",
      converter = Source.class,
      description =
          "Where the pictures come from; once for each camera. env:NAME takes the address from that"
              + " variable of the environment, and @FILE whole options from a file, where others do not"
              + " see its password.")
  private List<SourceUri> sources = List.of();

  @Option(
      names = "--id",
      paramLabel = "ID",
      converter = CameraName.class,
      description =
          "The camera's name, the key of its frames; one for each --source, in order (default of a"
              + " single one: told by its source).")
  private List<CameraId> ids = List.of();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The cameras in YAML or JSON instead, as the schema cameras-1.json says; read again when"
              + " it changes. --fps, --width, --quality and --once are its defaults.")
  private @Nullable Path config;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      converter = ShardText.class,
      description =
          "Of N bridges with the same --config, the I-th, which has the cameras that a hash gives it.")
  private @Nullable Shard shard;

  @Option(
      names = "--health",
      paramLabel = "[HOST:]PORT",
      converter = Address.class,
      description =
          "Answer /health and /metrics (Prometheus) there; HOST is this machine alone unless told.")
  private @Nullable InetSocketAddress health;

  @Mixin private KafkaOptions kafka;

  @Mixin private FramesTopicOption frames;

  @Option(
      names = "--fps",
      paramLabel = "N",
      description =
          "At most N frames a second of a video or of what is live; just N of pictures (default:"
              + " the source's own clock; 10 for pictures).")
  private @Nullable Double framesPerSecond;

  @Option(
      names = "--width",
      paramLabel = "PIXELS",
      description = "Scales wider pictures down to it (default: as they come).")
  private @Nullable Integer width;

  @Option(
      names = "--quality",
      paramLabel = "1..100",
      description = "Of the JPEGs, as libjpeg counts (default: ${DEFAULT-VALUE}).")
  private int quality = CameraOptions.DEFAULT_QUALITY;

  @Option(
      names = "--topic-status",
      paramLabel = "TOPIC",
      converter = TopicName.class,
      description = "Where each camera's state is told (default: ${DEFAULT-VALUE}).")
  private String statusTopic = CameraStatus.TOPIC;

  @Option(
      names = "--bridge",
      paramLabel = "NAME",
      converter = CameraName.class,
      description = "What this bridge is called there (default: this machine's name).")
  private @Nullable CameraId bridge;

  @Option(
      names = "--rebalance",
      description =
          "Place these cameras on the partitions anew, by what they sent last (default: each stays"
              + " in its partition, and new ones go where there is least).")
  private boolean rebalance;

  @Option(names = "--once", description = "Stop at the end of a recording.")
  private boolean once;

  @Option(names = "--loop", description = "Start again at the end of a recording (the default).")
  private boolean loop;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Stop after so long (default: when stopped, or at the end of all sources).")
  private @Nullable Double seconds;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    List<CameraOptions> cameras = cameras();
    PrintWriter out = spec.commandLine().getOut();
    OptionSpec verbose = spec.root().findOption("--verbose");
    Native.log(verbose != null && Boolean.TRUE.equals(verbose.getValue()));
    // Every source is opened before Kafka is asked: a fault shows before anything is sent.
    try (var fleet = new Fleet(InstantSource.system(), System::nanoTime, line -> say(out, line))) {
      cameras.forEach(fleet::add);
      int partitions = Topics.partitions(kafka.connection(), frames.topic());
      try (var publisher =
          new CameraPublisher(
              kafka.connection(),
              frames.topic(),
              CameraPublisher.DEFAULT_IN_FLIGHT_BYTES,
              placement(partitions, cameras, out))) {
        runUntilStopped(fleet, publisher, out);
      }
    }
  }

  private void runUntilStopped(Fleet fleet, CameraPublisher publisher, PrintWriter out) {
    long started = System.nanoTime();
    try (StopSignal stop = StopSignal.listen()) {
      fleet.start(publisher);
      StatusReporter status = status(fleet, publisher, out);
      HealthServer server = health == null ? null : HealthServer.start(health, fleet);
      watch(fleet, publisher, status, stop, out);
      fleet.close();
      if (server != null) {
        server.close();
      }
      if (status != null) {
        status.close();
      }
      publisher.close();
      FleetReport.lines(fleet.counts(), System.nanoTime() - started).forEach(out::println);
      out.flush();
    }
    if (config == null) {
      FleetReport.requireSuccess(fleet);
    }
  }

  /** By what is known of all cameras; where that cannot be read, by their ids. */
  private Function<CameraId, @Nullable Integer> placement(
      int partitions, List<CameraOptions> cameras, PrintWriter out) {
    List<CameraId> own = cameras.stream().map(CameraOptions::id).toList();
    try {
      return Placement.read(kafka.connection(), statusTopic, partitions, own, rebalance)::partition;
    } catch (FramelensException unreadable) {
      say(out, "Partitions are chosen by the cameras' ids: " + unreadable.getMessage());
      return camera -> null;
    }
  }

  /** Tells how the cameras are, where there is a topic for it: frames can do without. */
  private @Nullable StatusReporter status(Fleet fleet, CameraPublisher publisher, PrintWriter out) {
    try {
      Topics.require(kafka.connection(), List.of(statusTopic));
    } catch (FramelensException missing) {
      out.println("The cameras' state is not told: " + missing.getMessage());
      return null;
    }
    CameraId name = bridge == null ? thisMachine() : bridge;
    return StatusReporter.start(fleet, publisher, statusTopic, name.toString());
  }

  private static CameraId thisMachine() {
    String name;
    try {
      name = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      name = "";
    }
    String valid = name.replaceAll("[^A-Za-z0-9._-]", "-");
    return new CameraId(CameraId.isValid(valid) ? valid : "bridge");
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }

  /** Has the cameras that the file names now, or those of before where it is wrong. */
  private void change(
      Fleet fleet, CameraPublisher publisher, @Nullable StatusReporter status, PrintWriter out) {
    try {
      List<CameraOptions> wanted = cameras();
      Set<CameraId> gone = fleet.change(wanted, publisher);
      if (status != null) {
        status.gone(gone);
      }
      say(out, "%s was read again: %d cameras".formatted(config, wanted.size()));
    } catch (FramelensException | ParameterException wrong) {
      say(out, "The cameras stay as they are: " + wrong.getMessage());
    }
  }

  private void watch(
      Fleet fleet,
      CameraPublisher publisher,
      @Nullable StatusReporter status,
      StopSignal stop,
      PrintWriter out) {
    var file = config == null ? null : new FileWatch(config);
    long now = System.nanoTime();
    long end = seconds == null ? Long.MAX_VALUE : Math.round(seconds * SECOND_NANOS);
    long report = REPORT_SECONDS * SECOND_NANOS;
    long started = now;
    try {
      while (!stop.isAsked() && now - started < end) {
        long look = Math.min(LOOK_NANOS, end - (now - started));
        if (file == null && fleet.await(Duration.ofNanos(look))) {
          return;
        }
        if (file != null && !stop.await(Duration.ofNanos(look)) && file.changed()) {
          change(fleet, publisher, status, out);
        }
        now = System.nanoTime();
        if (now - started > report) {
          out.println(FleetReport.total(fleet.counts().values()));
          out.flush();
          report += REPORT_SECONDS * SECOND_NANOS;
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * What the options say.
   *
   * @throws ParameterException with the value and what was expected
   */
  List<CameraOptions> cameras() {
    if (sources.isEmpty() == (config == null)) {
      throw wrongUse(
          config == null
              ? "No cameras (expected: --source or --config)"
              : "--config and --source exclude each other");
    }
    if (once && loop) {
      throw wrongUse("--once and --loop exclude each other");
    }
    if (config != null) {
      CameraOptions standard = camera(new CameraId("any"), SourceUri.file(config));
      return CamerasFile.read(config, standard, shard == null ? Shard.WHOLE : shard);
    }
    if (shard != null) {
      throw wrongUse("--shard without --config (expected: a file of cameras to share)");
    }
    if (sources.size() == 1 && ids.isEmpty()) {
      return List.of(camera(sources.get(0).derivedId(), sources.get(0)));
    }
    if (sources.size() != ids.size()) {
      throw wrongUse(
          "%d --source and %d --id (expected: one --id for each --source)"
              .formatted(sources.size(), ids.size()));
    }
    var names = new HashSet<CameraId>();
    var cameras = new ArrayList<CameraOptions>();
    for (int i = 0; i < ids.size(); i++) {
      if (!names.add(ids.get(i))) {
        throw wrongUse("--id %s twice (expected: a name for each camera)".formatted(ids.get(i)));
      }
      cameras.add(camera(ids.get(i), sources.get(i)));
    }
    return cameras;
  }

  private CameraOptions camera(CameraId id, SourceUri source) {
    return WrongUse.of(
        spec,
        () ->
            new CameraOptions(
                id,
                source,
                framesPerSecond == null
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(framesPerSecond),
                width == null ? OptionalInt.empty() : OptionalInt.of(width),
                quality,
                !once));
  }

  private ParameterException wrongUse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Where pictures come from, checked while options are read. */
  static final class Source implements ITypeConverter<SourceUri> {
    @Override
    public SourceUri convert(String text) {
      return WrongUse.ofOption(() -> SourceUri.parse(text));
    }
  }

  /** A part of a file's cameras, checked while options are read. */
  static final class ShardText implements ITypeConverter<Shard> {
    @Override
    public Shard convert(String text) {
      return WrongUse.ofOption(() -> Shard.parse(text));
    }
  }

  /** Where to answer, checked while options are read. */
  static final class Address implements ITypeConverter<InetSocketAddress> {
    @Override
    public InetSocketAddress convert(String text) {
      var address = Pattern.compile("(?:(.+):)?(\\d{1,5})").matcher(text);
      if (!address.matches() || Integer.parseInt(address.group(2)) > 65_535) {
        throw new TypeConversionException("'%s' (expected: PORT or HOST:PORT)".formatted(text));
      }
      int port = Integer.parseInt(address.group(2));
      return address.group(1) == null
          ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port)
          : new InetSocketAddress(address.group(1), port);
    }
  }
}
