package dev.framelens.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.catalogue.ModelCatalogue;
import dev.framelens.contract.ConfigFault;
import dev.framelens.contract.FrameId;
import dev.framelens.contract.LedgerPart;
import dev.framelens.contract.outcomes.ConfigRejection;
import dev.framelens.contract.outcomes.Label;
import dev.framelens.testing.Await;
import dev.framelens.testing.TestData;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cameras are configured and models swapped under a job on a real cluster, which goes on. */
@Tag("cluster")
class ConfigureWhileRunningTest {
  private static final String SMALL = "mobilenet_v1_0.25_128_quant";
  private static final String LARGE = "mobilenet_v1_0.5_160_quant";
  private static final int TASK_MANAGERS = 2;
  private static final int SWAPS = 20;
  private static final double FRAMES_PER_SECOND = 3;
  private static final Duration QUIET = Duration.ofSeconds(15);
  private static final Duration CONFIGURING = Duration.ofSeconds(10);
  private static final Duration CHANGING = Duration.ofSeconds(30);
  private static final Duration BETWEEN_SWAPS = Duration.ofSeconds(1);
  private static final Duration BETWEEN_CHANGES = Duration.ofMillis(100);

  /** Its configuration is the one that is changed. */
  private static final String CHANGED = "camera-00";

  private static final List<String> CAMERAS =
      IntStream.range(0, 12).mapToObj("camera-%02d"::formatted).toList();

  /** None lets a frame go: each camera sends three a second. */
  private static final List<String> CHANGES =
      List.of(
          "\"maxFps\": 100",
          "\"topK\": 3",
          "\"minScore\": 0.25, \"topK\": 2",
          "\"priority\": 7, \"maxFps\": 50.5",
          "\"topK\": 9, \"minScore\": 0.75",
          "\"regionOfInterest\": {\"top\": 0.1, \"left\": 0.2, \"bottom\": 0.9, \"right\": 0.7}",
          "\"sloMillis\": 5000, \"priority\": -7");

  @TempDir private static Path home;

  private static TestFlink flink;
  private TestKafka kafka;
  private TestConfigs configs;
  private String job = "";

  @BeforeAll
  static void startFlink() throws Exception {
    var models = ModelCatalogue.at(home);
    for (String model : List.of(SMALL, LARGE)) {
      models.importFrom(TestData.require("weights/" + model + ".tflite"), model, files -> {});
    }
    flink = TestFlink.start(TASK_MANAGERS, 1);
  }

  @AfterAll
  static void stopFlink() throws Exception {
    if (flink != null) {
      flink.close();
    }
  }

  @BeforeEach
  void startKafka() {
    kafka = TestKafka.start(4);
    configs = new TestConfigs(kafka);
  }

  @AfterEach
  void stopAll() {
    try {
      if (!job.isEmpty()) {
        flink.cancel(job);
      }
    } finally {
      configs.close();
      kafka.close();
    }
  }

  @Test
  void noFrameIsMissingAndNoneTwiceWhileCamerasAreConfiguredAndModelsSwappedAndATaskManagerKilled()
      throws Exception {
    submit("changing", "--delivery", "exactly-once");
    int changed;
    Span configuring;
    Span beforeTheKill;
    Span afterTheKill;
    try (var written = OutcomeLog.written(kafka);
        var committed = OutcomeLog.committed(kafka);
        var cameras = SteadyCameras.start(kafka, CAMERAS, FRAMES_PER_SECOND)) {
      written.awaitNew("anything", CAMERAS.size(), label -> true);
      var quiet = Span.of(() -> Thread.sleep(QUIET.toMillis()));

      try (var changes = new Changes(configs)) {
        configuring = Span.of(() -> Thread.sleep(CONFIGURING.toMillis()));
        beforeTheKill = Span.of(() -> swap(written, 1, SWAPS / 2, 1));
        configs.classifyWith(nameOf(SWAPS / 2 + 1));
        flink.killAndReplace(flink.taskManager());
        Await.until("the job begins again", () -> flink.restarts(job) > 0);
        flink.awaitRunning(job);
        written.awaitAll(cameras.sent());
        afterTheKill =
            Span.of(
                () -> {
                  swap(written, SWAPS / 2 + 2, SWAPS - 2, 1);
                  // Who is behind by then would still come past the last but one.
                  swap(written, SWAPS - 1, SWAPS, CAMERAS.size());
                });
        changed = changes.stop();
      }
      int lastSwap = written.read().size();
      written.awaitNew("nothing else", CAMERAS.size(), label -> true);
      Set<FrameId> sent = cameras.stop();
      committed.awaitAll(sent);

      var outcomes = committed.read();
      var counted = new HashSet<FrameId>();
      var repeated =
          outcomes.stream().map(each -> each.frame()).filter(each -> !counted.add(each)).toList();
      var missing = new HashSet<>(sent);
      missing.removeAll(counted);
      System.out.printf(
          Locale.ROOT,
          "%d frames sent, %d missing, %d repeated; %d changes of %s, %d swaps, %d restarts%n",
          sent.size(),
          missing.size(),
          repeated.size(),
          changed,
          CHANGED,
          SWAPS,
          flink.restarts(job));
      var others =
          outcomes.stream()
              .filter(Label.class::isInstance)
              .map(Label.class::cast)
              .filter(label -> !label.camera().equals(CHANGED))
              .toList();
      print(others, "nothing changes", quiet);
      print(others, "one camera is configured", configuring);
      print(others, "one camera is configured and models are swapped", beforeTheKill, afterTheKill);

      assertThat(missing).isEmpty();
      assertThat(repeated).isEmpty();
      assertThat(counted).isEqualTo(sent);
      assertThat(outcomes).hasOnlyElementsOfType(Label.class);
      assertThat(changed).isGreaterThanOrEqualTo((int) CHANGING.dividedBy(BETWEEN_CHANGES));
      assertThat(configs.refused()).isEmpty();
      assertThat(flink.restarts(job)).isPositive();
      var labels = committed.labels();
      assertThat(labels).containsOnlyKeys(CAMERAS);
      labels.forEach(
          (camera, ofCamera) -> {
            assertThat(ofCamera).as(camera).extracting(label -> label.frame().offset()).isSorted();
            assertThat(ofCamera).extracting(Label::sequence).as(camera).isSorted();
            assertThat(ofCamera).extracting(Label::capturedAt).as(camera).isSorted();
            assertThat(ofCamera)
                .as(camera)
                .extracting(OutcomeLog::classifier)
                .containsOnly(SMALL, LARGE);
          });
      assertThat(written.read().stream().skip(lastSwap).map(Label.class::cast))
          .allMatch(madeWith(nameOf(SWAPS)))
          .extracting(Label::camera)
          .contains(CAMERAS.toArray(String[]::new));
      assertThat(labels.get(CHANGED))
          .extracting(label -> label.classifications().size())
          .contains(2, 3, 5, 9);
      assertThat(others).allMatch(label -> label.classifications().size() == 5);
    }
  }

  @Test
  void aConfigurationThatIsWrongComesBackWithASentenceAndTheOneBeforeItStays() throws Exception {
    submit("refusing");
    try (var written = OutcomeLog.written(kafka);
        var cameras = SteadyCameras.start(kafka, CAMERAS, FRAMES_PER_SECOND)) {
      configs.put(CHANGED, "\"topK\": 3, \"classifier\": \"%s\"".formatted(LARGE));
      Predicate<Label> asConfigured =
          label -> label.classifications().size() == 3 && madeWith(LARGE).test(label);
      written.awaitNew("its configuration", 1, asConfigured);

      configs.put(CHANGED, "\"topk\": 4");
      configs.put(CHANGED, "\"topK\": 5, \"classifier\": \"nobody_has_it\"");
      configs.put("a camera", "\"topK\": 6");
      var unknownField = configs.awaitRefused("topk");
      var noModel = configs.awaitRefused("nobody_has_it");
      var badKey = configs.awaitRefused("U+0020");
      int before = written.read().size();
      written.awaitNew("anything", CAMERAS.size(), label -> true);

      Stream.of(unknownField, noModel, badKey)
          .map(ConfigRejection::detail)
          .forEach(System.out::println);
      assertThat(unknownField.detail()).contains("(expected: schema, task, classifier,");
      assertThat(noModel.detail()).contains(SMALL, LARGE, "framelens models pull nobody_has_it");
      assertThat(badKey.detail()).contains("a camera id", "or * for every camera");
      assertThat(unknownField.reason()).isEqualTo(ConfigFault.BAD_CONFIG);
      assertThat(unknownField.key()).asString().isEqualTo(CHANGED);
      assertThat(noModel.reason()).isEqualTo(ConfigFault.MODEL_UNAVAILABLE);
      assertThat(noModel.value()).asString().contains("\"topK\": 5");
      assertThat(badKey.reason()).isEqualTo(ConfigFault.BAD_KEY);
      assertThat(badKey.key()).asString().isEqualTo("a camera");
      assertThat(Stream.of(unknownField, noModel, badKey))
          .allMatch(refused -> refused.pipeline().equals("refusing"));
      assertThat(written.read().stream().skip(before).map(Label.class::cast))
          .filteredOn(label -> label.camera().equals(CHANGED))
          .isNotEmpty()
          .allMatch(asConfigured);
      assertThat(flink.restarts(job)).isZero();
      cameras.stop();
    }
  }

  @Test
  void twentySwapsLeaveOneModelOpenAndTakeNoMoreMemoryThanFive() throws Exception {
    submit("swapping");
    try (var written = OutcomeLog.written(kafka);
        var cameras = SteadyCameras.start(kafka, CAMERAS, FRAMES_PER_SECOND)) {
      swap(written, 1, 5, CAMERAS.size());
      var afterFive = memory();
      swap(written, 6, SWAPS, CAMERAS.size());
      var afterAll = memory();
      System.out.println("Memory after 5 swaps: " + afterFive);
      System.out.println("Memory after %d swaps: %s".formatted(SWAPS, afterAll));

      // Metrics are some seconds old: one model is open before the first swap, too.
      int leases = TASK_MANAGERS * (1 + 2 * SWAPS); // to open a model, and to warm it
      Await.until(
          "metrics of all swaps",
          () -> sum("modelCacheHits") + sum("modelCacheMisses") >= leases,
          () -> sum("modelCacheHits") + sum("modelCacheMisses"));
      var one = List.of("1", "1");
      Await.until(
          "one open model in each of two task managers",
          () -> flink.metric(job, "jvmOpenModels").equals(one),
          () -> flink.metric(job, "jvmOpenModels"));
      System.out.printf(
          "Models loaded: %s, the last in milliseconds: %s%n",
          flink.metric(job, "jvmModelLoads"), flink.metric(job, "jvmModelLoadMillis"));
      for (int number = 0; number < TASK_MANAGERS; number++) {
        // The heap is as large before as after: it would hide what grows beside it.
        assertThat(afterAll.get(number).besideHeapKib())
            .isLessThanOrEqualTo(Math.round(1.05 * afterFive.get(number).besideHeapKib()));
      }
      cameras.stop();
    }
  }

  private void submit(String pipeline, String... more) throws Exception {
    var options =
        new ArrayList<>(
            List.of("--parallelism", "2", "--store", home.toString(), "--model", SMALL));
    options.addAll(List.of(more));
    job = flink.submit(kafka, pipeline, options.toArray(String[]::new));
  }

  /**
   * Swaps in turn; each comes once that before it is seen in labels of so many cameras, and no
   * sooner than a second after it.
   */
  private void swap(OutcomeLog written, int first, int last, int cameras)
      throws InterruptedException {
    for (int number = first; number <= last; number++) {
      long next = System.nanoTime() + BETWEEN_SWAPS.toNanos();
      configs.classifyWith(nameOf(number));
      written.awaitNew("swap " + number, cameras, madeWith(nameOf(number)));
      TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
    }
  }

  /** Of a count, over all subtasks. */
  private int sum(String count) {
    return flink.metric(job, count).stream().mapToInt(Integer::parseInt).sum();
  }

  /** What a swap brings, from 1. */
  private static String nameOf(int swap) {
    return swap % 2 == 1 ? LARGE : SMALL;
  }

  private static Predicate<Label> madeWith(String model) {
    return label -> OutcomeLog.classifier(label).equals(model);
  }

  private static List<TaskManagerMemory> memory() throws Exception {
    var memory = new ArrayList<TaskManagerMemory>();
    for (long pid : flink.taskManagerPids()) {
      memory.add(TaskManagerMemory.of(pid));
    }
    return memory;
  }

  /** The latency of frames whose whole way lies in one of these spans. */
  private static void print(Collection<Label> labels, String meanwhile, Span... spans) {
    var within =
        labels.stream()
            .filter(label -> Stream.of(spans).anyMatch(span -> span.holds(label)))
            .toList();
    System.out.printf(
        Locale.ROOT,
        "Latency of the %d other cameras' %d frames while %s:",
        CAMERAS.size() - 1,
        within.size(),
        meanwhile);
    for (var part : List.of(LedgerPart.TOTAL, LedgerPart.QUEUE, LedgerPart.INFERENCE)) {
      var millis = within.stream().mapToDouble(label -> label.millis(part)).sorted().toArray();
      System.out.printf(
          Locale.ROOT,
          " %s p50 %.1f p95 %.1f max %.1f ms;",
          part.word(),
          millis[millis.length / 2],
          millis[millis.length * 95 / 100],
          millis[millis.length - 1]);
    }
    System.out.println();
  }

  /** A while in which something was done. */
  private record Span(Instant from, Instant to) {
    interface Work {
      void run() throws InterruptedException;
    }

    static Span of(Work work) throws InterruptedException {
      var from = Instant.now();
      work.run();
      return new Span(from, Instant.now());
    }

    boolean holds(Label label) {
      var labelledAt = label.capturedAt().plusNanos(1000 * label.micros(LedgerPart.TOTAL));
      return !label.capturedAt().isBefore(from) && !labelledAt.isAfter(to);
    }
  }

  /** One camera's configuration, changed ten times a second, for half a minute at least. */
  private static final class Changes implements AutoCloseable {
    private final TestConfigs configs;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private volatile boolean stopping;
    private final Future<Integer> made;

    Changes(TestConfigs configs) {
      this.configs = configs;
      Callable<Integer> changing = this::change;
      this.made = thread.submit(changing);
    }

    private int change() throws InterruptedException {
      int changes = 0;
      int least = (int) CHANGING.dividedBy(BETWEEN_CHANGES);
      long due = System.nanoTime();
      while (changes < least || !stopping) {
        configs.put(CHANGED, CHANGES.get(changes % CHANGES.size()));
        changes++;
        due += BETWEEN_CHANGES.toNanos();
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      }
      configs.put(CHANGED, null);
      return changes;
    }

    /** Once there were enough; returns how many. */
    int stop() throws Exception {
      stopping = true;
      return made.get();
    }

    @Override
    public void close() {
      thread.shutdownNow();
    }
  }
}
