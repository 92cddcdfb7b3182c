package dev.framelens.bench;

import dev.framelens.contract.TopicNames;
import dev.framelens.contract.kafka.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * Measures variants, a JVM for each, in turn and repeated, from topics that are full before
 * anything is measured, so that no producer takes a share of the processor.
 */
final class StageRuns implements AutoCloseable {
  private static final int CAMERAS = 8;
  private static final int SETTLING = 200;

  private final MeasureOptions options;
  private final Path folder;
  private final Path log = ChildJvm.newLog();
  private final BenchKafka kafka = BenchKafka.start();

  /**
   * Starts a broker and fills its topics.
   *
   * @param folder of the pictures
   */
  StageRuns(MeasureOptions options, Path folder, List<byte[]> pictures) {
    this.options = options;
    this.folder = folder;
    Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "stop-broker"));
    fill(TopicNames.standard(), pictures, SETTLING + options.count());
    fill(WarmUp.TOPICS, WarmUp.pictures(pictures), options.warmUp());
  }

  private void fill(TopicNames topics, List<byte[]> pictures, int frames) {
    Topics.ensure(kafka.connection(), topics, 1);
    try (var producer = new FrameProducer(kafka, topics.frames(), 1, pictures)) {
      producer.fill(IntStream.range(0, frames).map(frame -> frame % CAMERAS));
    }
  }

  Run run(String model, boolean detector, int side, String precision, int batch) {
    return new Run(
        Variant.JOB,
        model,
        detector,
        side,
        precision,
        batch,
        folder.toAbsolutePath(),
        SETTLING,
        options.count(),
        options.warmUp(),
        kafka.connection().bootstrapServers());
  }

  /** The rounds of each run: all its variants, in another order each time. */
  void measure(Map<Run, List<Variant>> plan, BiConsumer<Run, List<Round>> rounds) {
    var all =
        plan.entrySet().stream()
            .flatMap(
                entry ->
                    Collections.nCopies(entry.getValue().size() * options.repeats(), entry.getKey())
                        .stream())
            .toList();
    var time = new RunningTime(all);
    options.tell("%d runs, %s".formatted(all.size(), time.left()));
    plan.forEach((run, variants) -> rounds.accept(run, rounds(run, variants, time)));
  }

  private List<Round> rounds(Run run, List<Variant> variants, RunningTime time) {
    var rounds = new ArrayList<Round>();
    for (int repeat = 0; repeat < options.repeats(); repeat++) {
      var order = new ArrayList<>(variants);
      Collections.shuffle(order, new Random(options.seed() + repeat));
      Map<Variant, Cost> costs = new EnumMap<>(Variant.class);
      for (Variant variant : order) {
        Run asked = run.with(variant);
        options.tell(
            "%s, side %d, %s (%s) …"
                .formatted(variant.title(), asked.side(), asked.precision(), time.left()));
        costs.put(variant, asked.measure(log));
        time.done(run);
      }
      rounds.add(new Round(costs));
    }
    return rounds;
  }

  @Override
  public void close() {
    kafka.close();
  }
}
