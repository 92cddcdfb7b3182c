package dev.framelens.bench.scaling;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Knobs as lists. The first value of each makes the base; every other value is measured with all
 * other knobs at the base: their sum, not their product.
 */
@Command
final class KnobOptions {
  @Option(
      names = "--frames",
      required = true,
      split = ",",
      paramLabel = "DIR",
      description = "Folders of JPEG or PNG pictures, each of one size.")
  private List<Path> frames;

  @Option(
      names = "--task",
      split = ",",
      paramLabel = "TASK",
      defaultValue = "classify",
      description = "classify, detect or both (default: ${DEFAULT-VALUE}).")
  private List<String> tasks;

  @Option(
      names = "--model",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "mobilenet_v1_1.0_224",
      description = "Classifiers of the store (default: ${DEFAULT-VALUE}).")
  private List<String> models;

  @Option(
      names = "--detector",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "ssd_mobilenet_v1_coco",
      description = "Detectors of the store (default: ${DEFAULT-VALUE}).")
  private List<String> detectors;

  @Option(
      names = "--side",
      split = ",",
      paramLabel = "PIXELS",
      description = "Sides of the classifier (default: the model's own).")
  private List<Integer> sides = List.of();

  @Option(
      names = "--precision",
      split = ",",
      paramLabel = "HOW",
      defaultValue = "auto",
      description = "fp32, bf16 or auto (default: ${DEFAULT-VALUE}).")
  private List<String> precisions;

  @Option(
      names = "--batch",
      split = ",",
      paramLabel = "FRAMES",
      defaultValue = "4",
      description = "Frames that share a call of the model at most (default: ${DEFAULT-VALUE}).")
  private List<Integer> batches;

  @Option(
      names = "--linger",
      split = ",",
      paramLabel = "MILLIS",
      defaultValue = "0",
      description = "How long a frame waits for others (default: ${DEFAULT-VALUE}).")
  private List<Integer> lingers;

  @Option(
      names = "--partitions",
      split = ",",
      paramLabel = "N",
      description = "Of the frames' topic (default: as many as slots).")
  private List<Integer> partitions = List.of();

  @Option(
      names = "--cameras",
      split = ",",
      paramLabel = "N",
      description = "That share the frames (default: four for each partition).")
  private List<Integer> cameras = List.of();

  @Option(
      names = "--skew",
      split = ",",
      paramLabel = "S",
      defaultValue = "0",
      description =
          "Zipf's exponent: camera k has 1/k^S of the first one's frames; 0 is even"
              + " (default: ${DEFAULT-VALUE}).")
  private List<Double> skews;

  @Option(
      names = "--spread",
      arity = "1",
      split = ",",
      paramLabel = "true|false",
      defaultValue = "false",
      description =
          "Whether frames are dealt out to all slots, whatever partition they lie in"
              + " (default: ${DEFAULT-VALUE}).")
  private List<Boolean> spreads;

  @Option(
      names = "--checkpoint-interval",
      split = ",",
      paramLabel = "DURATION",
      defaultValue = "10s",
      description = "Time between checkpoints (default: ${DEFAULT-VALUE}).")
  private List<String> checkpointIntervals;

  @Option(
      names = "--delivery",
      split = ",",
      paramLabel = "HOW",
      defaultValue = "at-least-once",
      description = "at-least-once or exactly-once (default: ${DEFAULT-VALUE}).")
  private List<String> deliveries;

  List<Path> frames() {
    return frames;
  }

  /** What is wrong with a number that the job itself would not refuse; empty where nothing is. */
  List<String> faults() {
    var faults = new ArrayList<String>();
    atLeastOne(faults, "--partitions", partitions);
    atLeastOne(faults, "--cameras", cameras);
    skews.stream()
        .filter(skew -> !(skew >= 0 && skew <= 10))
        .forEach(skew -> faults.add("--skew %s (expected: 0 to 10)".formatted(skew)));
    return faults;
  }

  private static void atLeastOne(List<String> faults, String option, List<Integer> values) {
    values.stream()
        .filter(value -> value < 1)
        .forEach(value -> faults.add("%s %d (expected: 1 or more)".formatted(option, value)));
  }

  /**
   * The base, then what differs from it in one knob.
   *
   * @param size of a folder's pictures
   */
  List<Knobs> scan(Function<Path, String> size) {
    var base =
        new Knobs(
            frames.get(0),
            size.apply(frames.get(0)),
            tasks.get(0),
            models.get(0),
            detectors.get(0),
            first(sides),
            precisions.get(0),
            batches.get(0),
            lingers.get(0),
            first(partitions),
            first(cameras),
            skews.get(0),
            spreads.get(0),
            checkpointIntervals.get(0),
            deliveries.get(0));
    var all = new LinkedHashSet<Knobs>(List.of(base));
    vary(
        all,
        base,
        frames,
        (draft, value) -> {
          draft.frames = value;
          draft.picture = size.apply(value);
        });
    vary(all, base, tasks, (draft, value) -> draft.task = value);
    vary(all, base, models, (draft, value) -> draft.model = value);
    vary(all, base, detectors, (draft, value) -> draft.detector = value);
    vary(all, base, sides, (draft, value) -> draft.side = value);
    vary(all, base, precisions, (draft, value) -> draft.precision = value);
    vary(all, base, batches, (draft, value) -> draft.batch = value);
    vary(all, base, lingers, (draft, value) -> draft.linger = value);
    vary(all, base, partitions, (draft, value) -> draft.partitions = value);
    vary(all, base, cameras, (draft, value) -> draft.cameras = value);
    vary(all, base, skews, (draft, value) -> draft.skew = value);
    vary(all, base, spreads, (draft, value) -> draft.spread = value);
    vary(all, base, checkpointIntervals, (draft, value) -> draft.checkpointInterval = value);
    vary(all, base, deliveries, (draft, value) -> draft.delivery = value);
    return List.copyOf(all);
  }

  private static <T> void vary(
      Set<Knobs> all, Knobs base, List<T> values, BiConsumer<Knobs.Draft, T> set) {
    values.stream().skip(1).forEach(value -> all.add(base.with(draft -> set.accept(draft, value))));
  }

  private static @Nullable Integer first(List<Integer> values) {
    return values.isEmpty() ? null : values.get(0);
  }
}
