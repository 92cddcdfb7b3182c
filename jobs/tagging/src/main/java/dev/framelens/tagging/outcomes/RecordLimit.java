package dev.framelens.tagging.outcomes;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * How large a record a topic takes.
 *
 * @param client what a client connects with, to ask
 */
record RecordLimit(String topic, Properties client) implements RejectedRecords.Limit {
  private static final long serialVersionUID = 1L;

  /** What a topic takes where nobody set anything: Kafka's default. */
  static final int DEFAULT_BYTES = 1_048_588;

  /** The head of a batch of one record, its lengths and its times. */
  private static final int BATCH_HEAD_BYTES = 128;

  private static final int HEADER_LENGTHS_BYTES = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** The topic's {@code max.message.bytes}; Kafka's default where this user may not see it. */
  @Override
  public int maxRecordBytes() {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (var admin = Admin.create(client)) {
      var config =
          admin
              .describeConfigs(List.of(resource))
              .all()
              .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
              .get(resource);
      var entry = config == null ? null : config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
      return entry == null || entry.value() == null
          ? DEFAULT_BYTES
          : Integer.parseInt(entry.value());
    } catch (ExecutionException | TimeoutException | KafkaException unknown) {
      return DEFAULT_BYTES;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return DEFAULT_BYTES;
    }
  }

  /** Bytes of a record in a batch of its own, and a few more. */
  static long bytes(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    long bytes = BATCH_HEAD_BYTES + length(key) + length(value);
    for (var header : headers) {
      bytes += HEADER_LENGTHS_BYTES + Utils.utf8Length(header.key()) + length(header.value());
    }
    return bytes;
  }

  static long length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}
