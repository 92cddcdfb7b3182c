package dev.framelens.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.framelens.runtime.cluster.FlinkRest;
import dev.framelens.testing.Await;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Jobs come and go on one TaskManager, which stays the same process throughout. */
@Tag("cluster")
class RestartSafetyTest {
  private static final String[] CAMERAS = {"gate", "yard", "dock", "roof"};

  private static TestFlink flink;
  private TestKafka kafka;

  @BeforeAll
  static void startFlink() throws Exception {
    flink = TestFlink.start(4);
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
  }

  @AfterEach
  void stopKafka() {
    kafka.close();
    assertThat(flink.taskManager().isAlive()).isTrue();
  }

  @Test
  void fiveRoundsTakeNoMoreMemoryThanTwo() throws Exception {
    var rounds = new ArrayList<TaskManagerMemory>();
    for (int round = 1; round <= 5; round++) {
      String pipeline = "round-" + round;
      var job = flink.submit(kafka, pipeline);
      kafka.send(25, CAMERAS);
      kafka.awaitAllLabelled(pipeline);
      flink.cancel(job);
      rounds.add(TaskManagerMemory.of(flink.taskManager().pid()));
    }
    System.out.println("Memory after each round: " + rounds);
    var second = rounds.get(1);
    var fifth = rounds.get(4);
    assertThat(fifth.residentKib()).isCloseTo(second.residentKib(), withinPercentage(5));
    assertThat(fifth.metaspaceKib()).isCloseTo(second.metaspaceKib(), withinPercentage(5));
  }

  @Test
  void twoPipelinesShareOneLoadedModel() throws Exception {
    var left = flink.submit(kafka, "left", "--parallelism", "2");
    var right = flink.submit(kafka, "right", "--parallelism", "2");
    kafka.send(5, CAMERAS);
    kafka.awaitAllLabelled("left");
    kafka.awaitAllLabelled("right");

    for (String job : List.of(left, right)) {
      // First what only both jobs together have: metrics may be older than the second.
      awaitGauge(job, "jvmModelLeases", "4");
      awaitGauge(job, "jvmModelLoads", "1");
      awaitGauge(job, "jvmOpenModels", "1");
    }
    assertThat(prometheus()).contains("jvmModelLoads");

    flink.cancel(left);
    flink.cancel(right);
  }

  @Test
  void stoppedWithASavepointItGoesOnAtAnotherParallelismWithNoFrameMissingAndNoneTwice()
      throws Exception {
    var job = flink.submit(kafka, "resumed", "--parallelism", "1");
    var cameras = new Thread(this::sendUntilInterrupted, "cameras");
    cameras.start();
    try {
      for (String parallelism : List.of("2", "1")) {
        awaitMoreLabels("resumed");
        String savepoint = flink.stop(job);
        flink.awaitState(job, "FINISHED");
        job =
            flink.submit(
                kafka, "resumed", "--parallelism", parallelism, "--from-savepoint", savepoint);
      }
      awaitMoreLabels("resumed");
    } finally {
      cameras.interrupt();
      cameras.join();
    }
    kafka.awaitAllLabelled("resumed");
    assertThat(kafka.missing("resumed")).isEmpty();
    assertThat(kafka.repeated("resumed")).isEmpty();
    flink.cancel(job);
  }

  @Test
  void aTaskThatFailsComesBackAndNoFrameIsMissing() throws Exception {
    var job = flink.submit(kafka, "failing");
    kafka.send(5, CAMERAS);
    kafka.awaitAllLabelled("failing");

    maxLabelBytes(100); // no label is so small: the writer fails its task
    kafka.send(5, CAMERAS);
    Await.until(
        "the task fails",
        () -> flink.failures(job).contains("RecordTooLarge"),
        () -> flink.failures(job));
    maxLabelBytes(1 << 20);

    kafka.awaitAllLabelled("failing");
    assertThat(kafka.missing("failing")).isEmpty();
    flink.cancel(job);
  }

  private void sendUntilInterrupted() {
    try {
      while (!Thread.interrupted()) {
        kafka.send(CAMERAS);
        Thread.sleep(100);
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitMoreLabels(String pipeline) throws InterruptedException {
    int before = kafka.labelled(pipeline).size();
    Await.until(
        "more labels",
        () -> kafka.labelled(pipeline).size() >= before + 20,
        () -> kafka.labelled(pipeline).size());
  }

  private void maxLabelBytes(int bytes) throws Exception {
    var labels = new ConfigResource(ConfigResource.Type.TOPIC, TestKafka.TOPICS.labels());
    var entry = new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes));
    Collection<AlterConfigOp> set = List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET));
    try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.incrementalAlterConfigs(Map.of(labels, set)).all().get();
    }
  }

  /** Of each of two subtasks of the job's vertex that infers. */
  private static void awaitGauge(String job, String name, String value)
      throws InterruptedException {
    var expected = List.of(value, value);
    Await.until(
        "%s %s".formatted(name, expected),
        () -> flink.metric(job, name).equals(expected),
        () -> flink.metric(job, name));
  }

  private static String prometheus() {
    return new FlinkRest("127.0.0.1:" + flink.taskManager().metricsPort()).text("/metrics");
  }
}
