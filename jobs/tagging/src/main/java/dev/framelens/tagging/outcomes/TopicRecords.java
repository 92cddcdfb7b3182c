package dev.framelens.tagging.outcomes;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.framelens.contract.kafka.HeaderNames;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Records of one pipeline for one topic, which it names to Flink too: a sink with pooled
 * transactions looks there for those that a failure left open.
 */
abstract class TopicRecords<T>
    implements KafkaRecordSerializationSchema<T>, KafkaDatasetFacetProvider {
  private static final long serialVersionUID = 1L;

  private final String topic;
  private final String pipeline;

  TopicRecords(String topic, String pipeline) {
    this.topic = topic;
    this.pipeline = pipeline;
  }

  final String pipeline() {
    return pipeline;
  }

  /** Neither partition, which Kafka takes from the key, nor timestamp, which is the broker's. */
  final ProducerRecord<byte[], byte[]> record(
      byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    return new ProducerRecord<>(topic, null, null, key, value, headers);
  }

  /** What the headers of every rejected record say. */
  final Headers rejection(Headers event, String reason, String detail, String origin) {
    return event
        .add(HeaderNames.REASON, reason.getBytes(UTF_8))
        .add(HeaderNames.DETAIL, detail.getBytes(UTF_8))
        .add(HeaderNames.ORIGIN, origin.getBytes(UTF_8))
        .add(HeaderNames.PIPELINE, pipeline.getBytes(UTF_8));
  }

  /** A rejected record, without its bytes where it would be larger than this. */
  final ProducerRecord<byte[], byte[]> fitting(
      byte @Nullable [] key, byte @Nullable [] value, Headers headers, int mostBytes) {
    if (RecordLimit.bytes(key, value, headers) <= mostBytes) {
      return record(key, value, headers);
    }
    headers
        .add(HeaderNames.TRUNCATED, "true".getBytes(UTF_8))
        .add(HeaderNames.SIZE, Long.toString(RecordLimit.length(value)).getBytes(UTF_8));
    boolean keyFits = RecordLimit.bytes(key, null, headers) <= mostBytes;
    return record(keyFits ? key : null, null, headers);
  }

  @Override
  public final Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    var topics = DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic));
    return Optional.of(new DefaultKafkaDatasetFacet(topics, new Properties()));
  }
}
