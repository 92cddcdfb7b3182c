package dev.framelens.deploy.cameras;

import dev.framelens.deploy.broker.Topics;
import dev.framelens.jobs.TopicNames;
import dev.framelens.model.FramelensException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sends cameras to Kafka until they end, the time is over or the user stops it. */
@Command(
    name = "cameras",
    mixinStandardHelpOptions = true,
    description = {
      "Sends the pictures of cameras to Kafka, as JPEGs.",
      "A source is a video file, a folder of pictures, a picture (shown as a slowly panning camera;"
          + " pan:PICTURE says so), a device (/dev/video0) or a live URL (rtsp://, http://)."
    })
public final class CamerasCommand implements Runnable {
  private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(10);
  private static final Duration FOR_EVER = Duration.ofDays(10_000);

  @Option(
      names = "--source",
      required = true,
      paramLabel = "URI",
      description = "Where the pictures come from; once for each camera.")
  private List<String> sources;

  @Option(
      names = "--id",
      required = true,
      paramLabel = "ID",
      description = "The camera's name, the key of its frames; one for each --source, in order.")
  private List<String> ids;

  @Option(
      names = "--bootstrap-servers",
      defaultValue = "127.0.0.1:9092",
      paramLabel = "HOST:PORT",
      description = "The Kafka (default: ${DEFAULT-VALUE}).")
  private String bootstrapServers;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "Where the frames go (default: frames).")
  private String topic = TopicNames.standard().frames();

  @Option(
      names = "--fps",
      paramLabel = "N",
      description =
          "Shows a recording at N frames a second, every frame of it; takes at most N a second"
              + " of what is live (default: the source's own clock; 10 for pictures).")
  private @Nullable Double framesPerSecond;

  @Option(
      names = "--width",
      paramLabel = "PIXELS",
      description = "Scales wider pictures down to it (default: as they come).")
  private @Nullable Integer width;

  @Option(
      names = "--quality",
      defaultValue = "80",
      paramLabel = "1..100",
      description = "Of the JPEGs, as libjpeg counts (default: ${DEFAULT-VALUE}).")
  private int quality;

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
    try (var fleet = new Fleet(InstantSource.system(), System::nanoTime, out::println)) {
      cameras.forEach(fleet::add);
      Topics.require(bootstrapServers, List.of(topic));
      try (var publisher =
          new CameraPublisher(bootstrapServers, topic, CameraPublisher.DEFAULT_IN_FLIGHT_BYTES)) {
        runUntilStopped(fleet, publisher, out);
      }
    }
  }

  private void runUntilStopped(Fleet fleet, CameraPublisher publisher, PrintWriter out) {
    var summarised = new CountDownLatch(1);
    var onInterrupt = new Thread(() -> stopAndWait(fleet, summarised), "stop-cameras");
    Runtime.getRuntime().addShutdownHook(onInterrupt);
    long started = System.nanoTime();
    try {
      report(fleet, publisher, out);
      fleet.close();
      publisher.close();
      double elapsed = (System.nanoTime() - started) / 1e9;
      fleet.counts().forEach((id, counts) -> out.println(line(id, counts, elapsed)));
      out.flush();
    } finally {
      summarised.countDown();
      removeHook(onInterrupt);
    }
    complain(fleet);
  }

  private void report(Fleet fleet, CameraPublisher publisher, PrintWriter out) {
    long started = System.nanoTime();
    Duration limit = seconds == null ? FOR_EVER : Duration.ofMillis(Math.round(seconds * 1000));
    fleet.start(publisher);
    try {
      Duration left = limit;
      while (left.compareTo(BETWEEN_REPORTS) > 0) {
        if (fleet.await(BETWEEN_REPORTS)) {
          return;
        }
        out.println(total(fleet));
        out.flush();
        left = limit.minusNanos(System.nanoTime() - started);
      }
      fleet.await(left);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void complain(Fleet fleet) {
    fleet
        .failures()
        .forEach(
            (id, failure) -> {
              throw new FramelensException("Camera " + id + ": " + failure.getMessage(), failure);
            });
    fleet
        .counts()
        .forEach(
            (id, counts) -> {
              if (counts.sent() == 0) {
                throw new FramelensException(
                    "Camera %s sent no frame (expected: at least one; %d were dropped)"
                        .formatted(id, counts.droppedAtCamera()));
              }
            });
  }

  private static String total(Fleet fleet) {
    long sent = 0;
    long dropped = 0;
    for (CameraCounts counts : fleet.counts().values()) {
      sent += counts.sent();
      dropped += counts.droppedAtCamera();
    }
    return "%d frames sent, %d dropped at the cameras".formatted(sent, dropped);
  }

  private static String line(CameraId id, CameraCounts counts, double seconds) {
    return String.format(
        Locale.ROOT,
        "%s: %d frames sent, %d dropped at the camera, %.1f MB, %.1f frames a second",
        id,
        counts.sent(),
        counts.droppedAtCamera(),
        counts.bytes() / 1e6,
        counts.sent() / seconds);
  }

  private static void stopAndWait(Fleet fleet, CountDownLatch summarised) {
    fleet.stop();
    try {
      summarised.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException runningAlready) {
      // The hook has done its work: the user stopped it.
    }
  }

  private List<CameraOptions> cameras() {
    if (sources.size() != ids.size()) {
      throw wrongUse(
          "%d --source and %d --id (expected: one --id for each --source)"
              .formatted(sources.size(), ids.size()));
    }
    if (once && loop) {
      throw wrongUse("--once and --loop exclude each other");
    }
    var names = new HashSet<String>();
    var cameras = new ArrayList<CameraOptions>();
    for (int i = 0; i < ids.size(); i++) {
      if (!names.add(ids.get(i))) {
        throw wrongUse("--id %s twice (expected: a name for each camera)".formatted(ids.get(i)));
      }
      cameras.add(camera(ids.get(i), sources.get(i)));
    }
    return cameras;
  }

  private CameraOptions camera(String id, String source) {
    try {
      return new CameraOptions(
          new CameraId(id),
          SourceUri.parse(source),
          framesPerSecond == null ? OptionalDouble.empty() : OptionalDouble.of(framesPerSecond),
          width == null ? OptionalInt.empty() : OptionalInt.of(width),
          quality,
          !once);
    } catch (FramelensException | IllegalArgumentException wrong) {
      throw wrongUse(wrong.getMessage());
    }
  }

  private ParameterException wrongUse(@Nullable String message) {
    return new ParameterException(spec.commandLine(), String.valueOf(message));
  }
}
