package dev.framelens.cli.submit;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.framelens.catalogue.testing.TestDetectors;
import dev.framelens.catalogue.testing.TestModels;
import dev.framelens.contract.ConfigFault;
import dev.framelens.contract.LedgerPart;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.kafka.Topics;
import dev.framelens.contract.outcomes.ConfigRejection;
import dev.framelens.contract.outcomes.Label;
import dev.framelens.runtime.broker.LocalBroker;
import dev.framelens.testing.Await;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Cameras are configured and models swapped on a cluster of other processes, under way. */
@Tag("cluster")
class ConfigureWhileRunningTest {
  private static final String LARGE = TestModels.MOBILENET;
  private static final String SMALL = "mobilenet_v1_0.25_128_quant";
  private static final int SWAPS = 20;
  private static final int CHANGES_OF_A_MODEL = 15;
  private static final int CHANGES = SWAPS * CHANGES_OF_A_MODEL;
  private static final String[] CAMERAS =
      IntStream.range(0, 12).mapToObj("camera-%02d"::formatted).toArray(String[]::new);
  private static final String CONFIGURED = CAMERAS[0];

  private TestFlink flink;
  private TestKafka kafka;

  @BeforeAll
  static void haveModels() {
    assertThat(TestDetectors.quantised(SMALL).name()).isEqualTo(SMALL);
  }

  @BeforeEach
  void start() throws Exception {
    flink = TestFlink.start(2, 2);
    var broker = LocalBroker.startTemporary(LocalBroker.FREE_PORT);
    Topics.ensure(KafkaConnection.to(broker.bootstrapServers()), TestKafka.TOPICS, 4);
    kafka =
        TestKafka.at(
            broker::close, broker.bootstrapServers(), Map.of("isolation.level", "read_committed"));
  }

  @AfterEach
  void stop() throws Exception {
    if (kafka != null) {
      kafka.close();
    }
    flink.close();
  }

  @Test
  void changesSwapsAndAKilledTaskManagerLoseNothingRepeatNothingAndReorderNothing()
      throws Exception {
    String pipeline = "configured";
    var job = flink.submit(kafka, pipeline, "--parallelism", "2", "--delivery", "exactly-once");
    var cameras = new Thread(this::sendUntilInterrupted, "cameras");
    cameras.start();
    try {
      awaitLabelsWith(pipeline, LARGE);
      var calm = Instant.now();
      Thread.sleep(10_000);

      var changes = Instant.now();
      for (int change = 0; change < CHANGES / 2; change++) {
        change(change);
      }
      var killed = Instant.now();
      assertThat(ProcessHandle.of(worker()).orElseThrow().destroyForcibly()).isTrue();
      for (int change = CHANGES / 2; change < CHANGES; change++) {
        change(change);
      }
      Await.until("the job comes back", () -> flink.restarts(job) > 0, () -> flink.failures(job));
      flink.awaitRunning(job);
      Thread.sleep(2_000); // frames of after the last change
      awaitLabelsWith(pipeline, LARGE);
      cameras.interrupt();
      cameras.join();
      kafka.awaitAllLabelled(pipeline);

      System.out.printf(
          "p95 of the other cameras: %.1f ms without changes, %.1f ms with them%n",
          p95(pipeline, calm, changes), p95(pipeline, changes, killed));
    } finally {
      cameras.interrupt();
      cameras.join();
    }

    assertThat(kafka.missing(pipeline)).isEmpty();
    assertThat(kafka.repeated(pipeline)).isEmpty();
    var byCamera = kafka.labels(pipeline).stream().collect(groupingBy(Label::camera));
    assertThat(byCamera).containsOnlyKeys(CAMERAS);
    byCamera.forEach(
        (camera, labels) -> {
          assertThat(labels).as(camera).extracting(label -> label.frame().offset()).isSorted();
          assertThat(labels)
              .as(camera)
              .extracting(ConfigureWhileRunningTest::model)
              .contains(camera.equals(CONFIGURED) ? SMALL : LARGE);
        });
    var configured = requireNonNull(byCamera.get(CONFIGURED));
    var last = configured.get(configured.size() - 1);
    assertThat(model(last)).isEqualTo(modelOf(SWAPS));
    assertThat(last.classifications()).hasSize(topK(CHANGES - 1));
    flink.cancel(job);
  }

  @Test
  void afterTwentySwapsThereIsOneModelAndNoMoreMemoryThanAfterTen() throws Exception {
    String pipeline = "swapped";
    var job = flink.submit(kafka, pipeline, "--parallelism", "1");
    var cameras = new Thread(this::sendUntilInterrupted, "cameras");
    cameras.start();
    long pid = worker();
    var memory = new HashMap<Integer, TaskManagerMemory>();
    try {
      awaitLabelsWith(pipeline, LARGE);
      for (int swap = 1; swap <= SWAPS; swap++) {
        kafka.configure("*", "\"classifier\": \"%s\"".formatted(modelOf(swap)));
        awaitLabelsWith(pipeline, modelOf(swap));
        if (swap % 5 == 0) {
          memory.put(swap, TaskManagerMemory.of(pid));
        }
      }
    } finally {
      cameras.interrupt();
      cameras.join();
    }
    System.out.println("Memory after swaps: " + memory);

    Await.until(
        "one open model",
        () -> flink.values(job, "jvmOpenModels").equals(List.of("1")),
        () -> flink.values(job, "jvmOpenModels"));
    // Of the same model both times; the heap and caches of compilers take ten swaps to their size.
    long tenth = requireNonNull(memory.get(SWAPS / 2)).residentKib();
    assertThat(requireNonNull(memory.get(SWAPS)).residentKib())
        .isLessThanOrEqualTo((long) (1.05 * tenth));
    flink.cancel(job);
  }

  @Test
  void whatCannotBeFollowedComesBackWithItsReasonAndTheOldConfigurationStays() throws Exception {
    String pipeline = "refusing";
    var job = flink.submit(kafka, pipeline, "--parallelism", "2");
    kafka.configure("*", "\"topK\": 2");
    kafka.configure(CONFIGURED, "\"topK\": 3, \"colour\": \"red\"");
    kafka.configure(CONFIGURED, "\"classifier\": \"nowhere\", \"topK\": 3");
    kafka.configure("no camera", "\"topK\": 3");

    Await.until(
        "rejections for each reason",
        () -> rejections().stream().map(ConfigRejection::reason).distinct().count() == 3);
    Thread.sleep(1000); // what is configured is in force within a second, in each subtask
    kafka.send(5, CAMERAS);
    kafka.awaitAllLabelled(pipeline);

    assertThat(rejections())
        .extracting(
            ConfigRejection::reason, rejection -> rejection.detail().replaceFirst(" \\(.*", ""))
        .contains(
            tuple(ConfigFault.BAD_CONFIG, "The configuration has the field colour"),
            tuple(ConfigFault.BAD_KEY, "The key has the character U+0020"))
        .anySatisfy(
            reason -> {
              assertThat(reason.toList().get(0)).isEqualTo(ConfigFault.MODEL_UNAVAILABLE);
              assertThat(String.valueOf(reason.toList().get(1)))
                  .startsWith("No model 'nowhere' in");
            });
    assertThat(kafka.labels(pipeline))
        .filteredOn(label -> label.camera().equals(CONFIGURED))
        .extracting(label -> label.classifications().size())
        .containsOnly(2);
    flink.cancel(job);
  }

  private List<ConfigRejection> rejections() {
    return kafka.records(TestKafka.TOPICS.rejectedConfig()).stream()
        .map(ConfigRejection::read)
        .toList();
  }

  /** Ten changes of one camera a second, and a swap of its model every one and a half. */
  private void change(int change) throws InterruptedException {
    kafka.configure(
        CONFIGURED,
        "\"topK\": %d, \"minScore\": 0.%d, \"priority\": %d, \"classifier\": \"%s\""
            .formatted(
                topK(change),
                1 + change % 9,
                change % 3,
                modelOf(1 + change / CHANGES_OF_A_MODEL)));
    Thread.sleep(100);
  }

  private static String modelOf(int swap) {
    return swap % 2 == 1 ? SMALL : LARGE;
  }

  private static int topK(int change) {
    return 1 + change % 10;
  }

  /** Whose last labels of every camera are this model's. */
  private void awaitLabelsWith(String pipeline, String model) throws InterruptedException {
    Await.until(
        "labels of all cameras by " + model,
        () -> camerasLabelledLastBy(pipeline, model).size() == CAMERAS.length,
        () -> camerasLabelledLastBy(pipeline, model));
  }

  private Set<String> camerasLabelledLastBy(String pipeline, String model) {
    return kafka.labels(pipeline).stream().collect(groupingBy(Label::camera)).values().stream()
        .map(labels -> labels.get(labels.size() - 1))
        .filter(label -> model(label).equals(model))
        .map(Label::camera)
        .collect(toCollection(TreeSet::new));
  }

  private static String model(Label label) {
    return label.models().get(0).name();
  }

  private double p95(String pipeline, Instant from, Instant until) {
    var millis =
        kafka.labels(pipeline).stream()
            .filter(label -> !label.camera().equals(CONFIGURED))
            .filter(label -> label.capturedAt().isAfter(from) && label.capturedAt().isBefore(until))
            .map(label -> label.ledgerMicros().getOrDefault(LedgerPart.TOTAL, 0L) / 1000.0)
            .sorted()
            .toList();
    return millis.get((int) (0.95 * millis.size()));
  }

  /** A TaskManager that has a task of the job. */
  private long worker() {
    return Stream.of(1, 2)
        .map(index -> flink.processes().get(index))
        .filter(process -> flink.hasTask(process.name()))
        .findFirst()
        .orElseThrow()
        .pid();
  }

  private void sendUntilInterrupted() {
    try {
      while (!Thread.interrupted()) {
        kafka.send(CAMERAS);
        Thread.sleep(200);
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }
}
