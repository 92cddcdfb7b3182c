package dev.framelens.cli.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.framelens.contract.FrameId;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.configuration.CameraConfig;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.kafka.Topics;
import dev.framelens.contract.kafka.WholeTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** What the topic says of each camera. */
record Configurations(KafkaConnection kafka, String topic) {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /**
   * The configuration of each key, {@code *} first, then by name.
   *
   * @param faults told of each record that is none, in a sentence with its place
   * @throws FramelensException where there is no such topic, or no Kafka
   */
  SortedMap<String, CameraConfig> read(Consumer<String> faults) {
    Topics.require(kafka, List.of(topic));
    var found = new TreeMap<String, CameraConfig>();
    WholeTopic.read(kafka, topic, record -> take(record, found, faults));
    return found;
  }

  /** The same for those who ask for a camera of their own, and not for others' faults. */
  SortedMap<String, CameraConfig> read() {
    return read(fault -> {});
  }

  /**
   * Writes configurations, and returns once the broker has them.
   *
   * @param changes by key; null to go back to the default
   * @throws FramelensException where the broker does not take one
   */
  void write(Map<String, @Nullable CameraConfig> changes) {
    Topics.require(kafka, List.of(topic));
    Map<String, Object> config =
        kafka
            .settings()
            .with(
                Map.of(
                    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    kafka.bootstrapServers(),
                    ProducerConfig.ACKS_CONFIG,
                    "all",
                    ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    (int) PATIENCE.toMillis() / 2,
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                    (int) PATIENCE.toMillis()));
    try (var producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      var answers = new ArrayList<Future<?>>();
      changes.forEach(
          (key, change) ->
              answers.add(
                  producer.send(
                      new ProducerRecord<>(
                          topic, key.getBytes(UTF_8), change == null ? null : change.write()))));
      for (var answer : answers) {
        answer.get();
      }
    } catch (ExecutionException refused) {
      throw failed(refused.getCause() == null ? refused : refused.getCause());
    } catch (KafkaException unwritable) {
      throw failed(unwritable);
    } catch (InterruptedException interrupted) {
      throw new InterruptException(interrupted);
    }
  }

  private static void take(
      ConsumerRecord<byte[], byte[]> record,
      Map<String, CameraConfig> found,
      Consumer<String> faults) {
    var place = new FrameId(record.topic(), record.partition(), record.offset());
    byte @Nullable [] key = record.key();
    var badKey = CameraConfig.keyFault(key);
    if (key == null || badKey.isPresent()) {
      faults.accept("%s: %s".formatted(place, badKey.orElse("")));
      return;
    }
    var camera = new String(key, UTF_8);
    byte @Nullable [] value = record.value();
    if (value == null) {
      found.remove(camera);
      return;
    }
    try {
      found.put(camera, CameraConfig.read(value));
    } catch (FramelensException none) {
      // The one before it stays, as it does in a job.
      faults.accept("%s: %s".formatted(place, none.getMessage()));
    }
  }

  private FramelensException failed(Throwable cause) {
    return new FramelensException(
        "Topic '%s' at %s cannot be written: %s"
            .formatted(topic, kafka.bootstrapServers(), cause.getMessage()),
        cause);
  }
}
