package dev.framelens.wall.following;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.contract.FrameId;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.TopicNames;
import dev.framelens.contract.configuration.CameraConfig;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.kafka.Topics;
import dev.framelens.contract.outcomes.Drop;
import dev.framelens.contract.outcomes.Label;
import dev.framelens.contract.outcomes.Rejection;
import dev.framelens.testing.Await;
import dev.framelens.testing.TestBroker;
import dev.framelens.wall.Outcomes;
import dev.framelens.wall.Sender;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("broker")
class TopicFollowerTest {
  private static final long MINUTE = 60_000;
  private static TestBroker broker;

  private final List<String> heard = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void start() {
    broker = TestBroker.start();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void readsFromSomeMinutesBackAndOnAndEveryConfiguration() throws Exception {
    var names = TopicNames.startingWith("a-");
    Topics.ensure(kafka(), names, 2);
    long now = System.currentTimeMillis();
    try (var sender = sender()) {
      sender.send(label(names, "old", now - 30 * MINUTE));
      sender.send(label(names, "gate", now - MINUTE));
      sender.send(record(names.config(), "gate", "{\"schema\":\"framelens.config/1\",\"topK\":2}"));
      sender.send(record(names.dropped(), "gate", "nonsense"));
      try (var follower = follow(names)) {
        awaitHeard("label gate", "config gate", "unreadable");
        sender.send(names.dropped(), "gate", Outcomes.drop("gate", 0, 2, "shed"));
        sender.send(Outcomes.rejection(names.rejected(), "yard", 0, 3, "undecodable", new byte[3]));
        sender.send(names.config(), "gate", null);

        awaitHeard("drop gate", "rejection 3", "config gate gone");
        assertThat(follower.fault()).isEmpty();
        assertThat(heard).doesNotContain("label old");
      }
    }
  }

  @Test
  void topicsThatComeLaterAreFound() throws Exception {
    var names = TopicNames.startingWith("b-");
    var other = TopicNames.startingWith("c-");
    Topics.ensure(kafka(), other, 1);
    var sparse =
        new TopicNames(
            names.frames(),
            other.labels(),
            names.rejected(),
            names.dropped(),
            names.latency(),
            names.config(),
            names.rejectedConfig());
    try (var sender = sender();
        var follower = follow(sparse)) {
      sender.send(label(sparse, "gate", System.currentTimeMillis()));
      awaitHeard("label gate");

      Topics.ensure(kafka(), names, 1);
      sender.send(names.dropped(), "gate", Outcomes.drop("gate", 0, 2, "shed"));

      awaitHeard("drop gate");
      assertThat(follower.fault()).isEmpty();
    }
  }

  @Test
  void withoutLabelsThereIsNothingToFollow() {
    assertThatThrownBy(() -> follow(TopicNames.startingWith("none-")))
        .isInstanceOf(FramelensException.class)
        .hasMessageContaining("none-labels");
  }

  private TopicFollower follow(TopicNames names) {
    return TopicFollower.start(
        kafka(), names, Duration.ofMinutes(3), new Noting(), InstantSource.system());
  }

  private void awaitHeard(String... all) throws InterruptedException {
    Await.until("heard " + List.of(all), () -> heard.containsAll(List.of(all)), () -> heard);
  }

  private static KafkaConnection kafka() {
    return KafkaConnection.to(broker.bootstrapServers());
  }

  private static Sender sender() {
    return new Sender(broker.bootstrapServers());
  }

  private static ProducerRecord<byte[], byte[]> label(TopicNames names, String camera, long at) {
    return new ProducerRecord<>(
        names.labels(), null, at, bytes(camera), Outcomes.label(camera, 0, 1, "tabby"));
  }

  private static ProducerRecord<byte[], byte[]> record(String topic, String key, String value) {
    return new ProducerRecord<>(topic, bytes(key), bytes(value));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private final class Noting implements OutcomeListener {
    @Override
    public void label(Label label, byte[] json, long atMillis) {
      heard.add("label " + label.camera());
    }

    @Override
    public void drop(Drop drop, long atMillis) {
      heard.add("drop " + drop.camera());
    }

    @Override
    public void rejection(Rejection rejection, FrameId record, long atMillis) {
      heard.add("rejection " + rejection.size());
    }

    @Override
    public void config(String key, @Nullable CameraConfig config) {
      heard.add("config " + key + (config == null ? " gone" : ""));
    }

    @Override
    public void unreadable(String sentence) {
      heard.add("unreadable");
    }
  }
}
