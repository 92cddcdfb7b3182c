package dev.framelens.cli.submit;

import dev.framelens.contract.FrameId;
import dev.framelens.contract.ModelKind;
import dev.framelens.contract.kafka.Topics;
import dev.framelens.contract.outcomes.Drop;
import dev.framelens.contract.outcomes.Label;
import dev.framelens.contract.outcomes.Outcome;
import dev.framelens.contract.outcomes.Rejection;
import dev.framelens.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Every outcome of frames, as a reader sees them; those of a camera in their order. */
final class OutcomeLog implements AutoCloseable {
  private static final String LABELS = TestKafka.TOPICS.labels();
  private static final String DROPPED = TestKafka.TOPICS.dropped();

  private final KafkaConsumer<byte[], byte[]> reader;
  private final List<Outcome> outcomes = new ArrayList<>();

  private OutcomeLog(String bootstrapServers, String isolation) {
    reader =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "isolation.level", isolation),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    Topics.readFromBeginning(reader, LABELS, DROPPED, TestKafka.TOPICS.rejected());
  }

  /** As who counts reads them: what a checkpoint has closed. */
  static OutcomeLog committed(TestKafka kafka) {
    return new OutcomeLog(kafka.bootstrapServers(), "read_committed");
  }

  /** As they are written, before they count, and those that never will. */
  static OutcomeLog written(TestKafka kafka) {
    return new OutcomeLog(kafka.bootstrapServers(), "read_uncommitted");
  }

  /** All so far. */
  List<Outcome> read() {
    reader.poll(Duration.ofMillis(100)).forEach(record -> outcomes.add(of(record)));
    return List.copyOf(outcomes);
  }

  /** The labels among them, by camera. */
  Map<String, List<Label>> labels() {
    return read().stream()
        .filter(Label.class::isInstance)
        .map(Label.class::cast)
        .collect(Collectors.groupingBy(Label::camera, TreeMap::new, Collectors.toList()));
  }

  /** Waits until so many cameras have a label like that from now on. */
  void awaitNew(String what, int cameras, Predicate<Label> like) throws InterruptedException {
    int before = read().size();
    var found = new HashSet<String>();
    Await.until(
        "a label of %d cameras with %s".formatted(cameras, what),
        () -> {
          read().stream()
              .skip(before)
              .filter(Label.class::isInstance)
              .map(Label.class::cast)
              .filter(like)
              .forEach(label -> found.add(label.camera()));
          return found.size() >= cameras;
        },
        () -> found);
  }

  /** Waits until each of these frames has an outcome. */
  void awaitAll(Collection<FrameId> frames) throws InterruptedException {
    Await.until(
        "outcomes of all frames",
        () -> missing(frames).isEmpty(),
        () -> "missing " + missing(frames));
  }

  private Set<FrameId> missing(Collection<FrameId> frames) {
    var missing = new HashSet<>(frames);
    read().forEach(outcome -> missing.remove(outcome.frame()));
    return missing;
  }

  /** The name of the classifier that a label was made with. */
  static String classifier(Label label) {
    return label.model(ModelKind.CLASSIFIER).orElseThrow().name();
  }

  private static Outcome of(ConsumerRecord<byte[], byte[]> record) {
    if (record.topic().equals(LABELS)) {
      return Label.read(record);
    }
    return record.topic().equals(DROPPED) ? Drop.read(record) : Rejection.read(record);
  }

  @Override
  public void close() {
    reader.close();
  }
}
