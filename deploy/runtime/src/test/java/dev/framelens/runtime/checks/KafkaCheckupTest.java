package dev.framelens.runtime.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.contract.FramelensException;
import dev.framelens.contract.TopicNames;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.kafka.Topics;
import dev.framelens.runtime.broker.LocalBroker;
import dev.framelens.tagging.settings.JobSettings;
import dev.framelens.testing.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("broker")
class KafkaCheckupTest {

  @Test
  void aGroupThatSomebodySubscribesWithStopsAJobBeforeItStarts() throws Exception {
    try (var broker = LocalBroker.startTemporary(LocalBroker.FREE_PORT)) {
      var kafka = KafkaConnection.to(broker.bootstrapServers());
      Topics.ensure(kafka, TopicNames.standard(), 2);
      var settings = JobSettings.keepAll().withKafka(kafka);
      assertThatCode(() -> requireReady(settings)).doesNotThrowAnyException();

      try (var other = subscriber(broker.bootstrapServers(), settings.pipeline())) {
        assertThatThrownBy(() -> requireReady(settings))
            .isInstanceOf(FramelensException.class)
            .hasMessageStartingWith(
                "The consumer group 'default' is subscribed with by somebody-else at /127.0.0.1, ")
            .hasMessageEndingWith("(expected: nobody; --pipeline takes another name)");
        assertThat(new KafkaCheckup(settings, 1).findings())
            .filteredOn(finding -> finding.about().equals("group default"))
            .singleElement()
            .satisfies(
                finding -> {
                  assertThat(finding.level()).isEqualTo(Finding.Level.PROBLEM);
                  assertThat(finding.text()).contains("somebody-else at /127.0.0.1");
                });
        assertThat(other.assignment()).isNotEmpty();
      }

      assertThatCode(() -> requireReady(settings)).doesNotThrowAnyException();
    }
  }

  private static void requireReady(JobSettings settings) {
    KafkaCheckup.requireReady(settings, warning -> {});
  }

  private static KafkaConsumer<byte[], byte[]> subscriber(String bootstrapServers, String group)
      throws InterruptedException {
    var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers", bootstrapServers,
                "group.id", group,
                "client.id", "somebody-else"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(List.of(TopicNames.standard().frames()));
    Await.until(
        "the group's partitions",
        () -> {
          consumer.poll(Duration.ofMillis(100));
          return !consumer.assignment().isEmpty();
        });
    return consumer;
  }
}
