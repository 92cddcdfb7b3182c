package dev.framelens.runtime.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.contract.FramelensException;
import dev.framelens.contract.Limits;
import dev.framelens.contract.TopicNames;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.kafka.Topics;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
final class LocalBrokerTest {

  @Test
  void keepsTopicsAndRecordsAcrossARestartOnTheSameDirectory(@TempDir Path directory)
      throws Exception {
    Path data = directory.resolve("data");
    byte[] largest = new byte[Limits.MAX_FRAME_BYTES];
    try (var broker = LocalBroker.start(LocalBroker.FREE_PORT, data)) {
      Topics.ensure(KafkaConnection.to(broker.bootstrapServers()), TopicNames.standard(), 2);
      send(broker.bootstrapServers(), largest);
    }
    try (var broker = LocalBroker.start(LocalBroker.FREE_PORT, data)) {
      assertThat(
              Topics.ensure(
                  KafkaConnection.to(broker.bootstrapServers()), TopicNames.standard(), 2))
          .isEmpty();
      var record = first(broker.bootstrapServers());
      assertThat(record.value()).hasSize(largest.length);
      assertThat(record.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
    }
  }

  @Test
  void refusesAPortThatIsInUse() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> LocalBroker.startTemporary(taken.getLocalPort()))
          .isInstanceOf(FramelensException.class)
          .hasMessageStartingWith("Port " + taken.getLocalPort() + " on 127.0.0.1 is in use");
    }
  }

  @Test
  void refusesADirectoryThatHoldsOtherFiles(@TempDir Path directory) throws Exception {
    Files.writeString(directory.resolve("thesis.txt"), "years of work");
    assertThatThrownBy(() -> LocalBroker.start(LocalBroker.FREE_PORT, directory))
        .isInstanceOf(FramelensException.class)
        .hasMessageContaining("holds other files");
    assertThat(directory.resolve("thesis.txt")).exists();
  }

  private static void send(String bootstrapServers, byte[] frame) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of(
                "bootstrap.servers",
                bootstrapServers,
                "max.request.size",
                Topics.MAX_FRAME_RECORD_BYTES),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>("frames", 0, "gate".getBytes(UTF_8), frame)).get();
    }
  }

  private static org.apache.kafka.clients.consumer.ConsumerRecord<byte[], byte[]> first(
      String bootstrapServers) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", bootstrapServers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      var partition = new TopicPartition("frames", 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      return consumer.poll(Duration.ofSeconds(20)).iterator().next();
    }
  }
}
