package dev.framelens.tagging.outcomes;

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

  @Override
  public final Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    var topics = DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic));
    return Optional.of(new DefaultKafkaDatasetFacet(topics, new Properties()));
  }
}
