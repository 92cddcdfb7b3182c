package dev.framelens.bench.bridge;

import dev.framelens.bench.CommandText;
import dev.framelens.bench.Machine;
import dev.framelens.bench.load.BenchKafka;
import dev.framelens.cameras.MadeUpClip;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.TopicNames;
import dev.framelens.contract.commandline.JsonLines;
import dev.framelens.contract.commandline.WrongUse;
import dev.framelens.contract.kafka.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.FileUtils;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What cameras cost before any model looks at them. */
@Command(
    name = "bridge",
    description = {
      "Measure what the bridge costs: CPU time for a frame in Kafka and for a second of a camera.",
      "The cameras are one made-up clip in a loop each, at its own speed; the bridge has a process of"
          + " its own, and Kafka is in this one. Prints a line of JSON for each --key-seconds."
    },
    mixinStandardHelpOptions = true)
public final class BridgeCommand implements Runnable {
  private static final int CLIP_SECONDS = 60;
  private static final int PARTITIONS = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long LOOK_MILLIS = 200;
  private static final double MICROS = 1e6;

  @Option(names = "--cameras", paramLabel = "N", description = "(default: ${DEFAULT-VALUE})")
  private int cameras = 8;

  @Option(
      names = "--codec",
      paramLabel = "CODEC",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private MadeUpClip.Codec codec = MadeUpClip.Codec.H264;

  @Option(
      names = "--source-fps",
      paramLabel = "N",
      description = "Frames a second that a camera shows (default: ${DEFAULT-VALUE}).")
  private int sourceFps = 30;

  @Option(
      names = "--fps",
      paramLabel = "N",
      description = "Frames a second that are wanted of a camera (default: all).")
  private @Nullable Double framesPerSecond;

  @Option(names = "--width", paramLabel = "PIXELS", description = "(default: ${DEFAULT-VALUE})")
  private int width = 640;

  @Option(names = "--height", paramLabel = "PIXELS", description = "(default: ${DEFAULT-VALUE})")
  private int height = 360;

  @Option(
      names = "--key-seconds",
      paramLabel = "N",
      split = ",",
      description = "From one key frame to the next (default: ${DEFAULT-VALUE}).")
  private List<Integer> keySeconds = List.of(1, 4);

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long it is measured (default: ${DEFAULT-VALUE}).")
  private int seconds = 60;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "Seconds before it is measured (default: ${DEFAULT-VALUE}).")
  private int warmUp = 20;

  @Option(
      names = "--launcher",
      paramLabel = "FILE",
      description = "The framelens of another checkout or version, to be measured instead.")
  private @Nullable Path launcher;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    check();
    var err = spec.commandLine().getErr();
    err.println(Machine.thisOne().sentence());
    err.println(CommandText.of(spec));
    err.flush();
    Path folder = newFolder();
    try (var kafka = BenchKafka.start()) {
      Topics.ensureStandard(kafka.connection(), PARTITIONS);
      for (int key : keySeconds) {
        BridgeRow row = measure(kafka, folder, key);
        JsonLines.print(spec.commandLine().getOut(), row);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      delete(folder);
    }
  }

  private BridgeRow measure(BenchKafka kafka, Path folder, int key) throws InterruptedException {
    Path clip = folder.resolve("clip-%d.mkv".formatted(key));
    MadeUpClip.write(clip, codec, width, height, sourceFps, CLIP_SECONDS, key);
    try (var consumer =
            new KafkaConsumer<>(
                kafka.client(Map.of()), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var bridge =
            BridgeProcess.start(launcher, arguments(kafka, clip), folder.resolve("bridge.log"))) {
      awaitFrames(consumer, bridge);
      TimeUnit.SECONDS.sleep(warmUp);
      long before = frames(consumer);
      Duration cpuBefore = bridge.cpu();
      long started = System.nanoTime();
      TimeUnit.SECONDS.sleep(seconds);
      double cpuMicros = TimeUnit.NANOSECONDS.toMicros(bridge.cpu().minus(cpuBefore).toNanos());
      long published = frames(consumer) - before;
      double elapsedMicros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - started);
      return new BridgeRow(
          cameras,
          codec.toString(),
          sourceFps,
          framesPerSecond,
          width,
          height,
          key,
          published,
          hundredths(cpuMicros / 1000 / published),
          hundredths(cpuMicros / 1000 / (cameras * elapsedMicros / MICROS)),
          bridge.residentMegabytes());
    }
  }

  private List<String> arguments(BenchKafka kafka, Path clip) {
    var arguments =
        new ArrayList<>(List.of("--bootstrap-servers", kafka.connection().bootstrapServers()));
    for (int camera = 0; camera < cameras; camera++) {
      arguments.addAll(List.of("--source", clip.toString(), "--id", "camera-" + camera));
    }
    if (framesPerSecond != null) {
      arguments.addAll(List.of("--fps", framesPerSecond.toString()));
    }
    return arguments;
  }

  private void awaitFrames(KafkaConsumer<?, ?> consumer, BridgeProcess bridge)
      throws InterruptedException {
    long there = frames(consumer);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (frames(consumer) < there + cameras) {
      bridge.cpu();
      if (System.nanoTime() > deadline) {
        throw new FramelensException(
            "The bridge sent less than %d frames in %d s".formatted(cameras, PATIENCE.toSeconds()));
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  private static long frames(KafkaConsumer<?, ?> consumer) {
    var partitions =
        consumer.partitionsFor(TopicNames.standard().frames()).stream()
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList();
    return consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
  }

  private static double hundredths(double value) {
    return Math.round(value * 100) / 100.0;
  }

  private void check() {
    WrongUse.require(spec, cameras >= 1, "--cameras " + cameras, "1 or more");
    WrongUse.require(
        spec, sourceFps >= 1 && sourceFps <= 120, "--source-fps " + sourceFps, "1 to 120");
    WrongUse.require(
        spec,
        width >= 16 && width <= 4096 && width % 2 == 0,
        "--width " + width,
        "16 to 4096, even");
    WrongUse.require(
        spec,
        height >= 16 && height <= 4096 && height % 2 == 0,
        "--height " + height,
        "16 to 4096, even");
    WrongUse.require(spec, seconds >= 1, "--seconds " + seconds, "1 or more");
    WrongUse.require(spec, warmUp >= 0, "--warm-up " + warmUp, "0 or more");
    for (int key : keySeconds) {
      WrongUse.require(
          spec,
          key >= 1 && key <= CLIP_SECONDS && CLIP_SECONDS % key == 0,
          "--key-seconds " + key,
          "a divisor of 60");
    }
    WrongUse.require(
        spec,
        launcher == null || Files.isExecutable(launcher),
        "--launcher " + launcher,
        "a program");
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("framelens-bench");
    } catch (IOException failure) {
      throw new FramelensException("No folder for the clip can be made", failure);
    }
  }

  private static void delete(Path folder) {
    try {
      FileUtils.deleteDirectory(folder.toFile());
    } catch (IOException kept) {
      throw new FramelensException("%s cannot be deleted".formatted(folder), kept);
    }
  }
}
