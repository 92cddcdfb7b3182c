package dev.framelens.contract.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.contract.FramelensException;
import dev.framelens.contract.Limits;
import dev.framelens.contract.TopicNames;
import dev.framelens.testing.TestBroker;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("broker")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TopicsTest {
  private TestBroker broker;

  @BeforeAll
  void start() {
    broker = TestBroker.start();
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  @Test
  void createsWhatIsMissingAndLeavesTheRestAlone() throws Exception {
    var names = topics("a");
    try (Admin admin = admin()) {
      short replicas = 1;
      admin.createTopics(List.of(new NewTopic("a-labels", 7, replicas))).all().get();

      assertThat(Topics.ensure(KafkaConnection.to(broker.bootstrapServers()), names, 3))
          .containsExactly(
              "a-frames", "a-rejected", "a-dropped", "a-latency", "a-config", "a-rejected-config");

      assertThat(partitions(admin, "a-config")).isEqualTo(1);
      assertThat(config("a-config").get("cleanup.policy").value()).isEqualTo("compact");

      assertThat(partitions(admin, "a-frames")).isEqualTo(3);
      assertThat(partitions(admin, "a-labels")).isEqualTo(7);
    }
  }

  @Test
  void framesAreStampedByTheBrokerAndRejectedFramesHaveRoomForTheirHeaders() throws Exception {
    var names = topics("b");
    Topics.ensure(KafkaConnection.to(broker.bootstrapServers()), names, 1);

    Config frames = config("b-frames");
    Config rejected = config("b-rejected");

    assertThat(frames.get("message.timestamp.type").value()).isEqualTo("LogAppendTime");
    assertThat(frames.get("retention.ms").value()).isEqualTo("3600000");
    assertThat(frames.get("retention.bytes").value()).isEqualTo("536870912");
    assertThat(bytes(frames, "max.message.bytes")).isGreaterThan(Limits.MAX_FRAME_BYTES);
    assertThat(bytes(rejected, "max.message.bytes"))
        .isGreaterThan(bytes(frames, "max.message.bytes"));
  }

  @Test
  void namesTheMissingTopicAndHowToCreateIt() {
    assertThatThrownBy(
            () ->
                Topics.require(
                    KafkaConnection.to(broker.bootstrapServers()), List.of("no-such-topic")))
        .isInstanceOf(FramelensException.class)
        .hasMessageContaining("no topic no-such-topic")
        .hasMessageContaining(broker.bootstrapServers());
  }

  @Test
  void namesTheAddressWhereNoBrokerAnswers() throws IOException {
    String nobody;
    try (var free = new ServerSocket(0)) {
      nobody = "127.0.0.1:" + free.getLocalPort();
    }
    assertThatThrownBy(() -> Topics.require(KafkaConnection.to(nobody), List.of("frames")))
        .isInstanceOf(FramelensException.class)
        .hasMessageStartingWith("No Kafka answers at " + nobody);
  }

  @Test
  void saysThatAnAddressIsNone() {
    assertThatThrownBy(
            () -> Topics.require(KafkaConnection.to("kafka.invalid:9092"), List.of("frames")))
        .isInstanceOf(FramelensException.class)
        .hasMessageStartingWith("\"kafka.invalid:9092\" is no address of a Kafka");
  }

  private static TopicNames topics(String prefix) {
    return TopicNames.startingWith(prefix + "-");
  }

  private static int partitions(Admin admin, String topic) throws Exception {
    var described = admin.describeTopics(List.of(topic)).allTopicNames().get();
    return described.values().iterator().next().partitions().size();
  }

  private static long bytes(Config config, String key) {
    return Long.parseLong(config.get(key).value());
  }

  private Config config(String topic) throws Exception {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin admin = admin()) {
      return admin.describeConfigs(List.of(resource)).all().get().values().iterator().next();
    }
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }
}
