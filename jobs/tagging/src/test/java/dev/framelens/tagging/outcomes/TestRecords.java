package dev.framelens.tagging.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.tagging.inference.LabelledFrame;
import java.util.Optional;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema.KafkaSinkContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;

/** The records as the sinks write them, without a broker to write to. */
public final class TestRecords {
  static final int LARGEST_BYTES = 16 << 20;

  private TestRecords() {}

  public static KafkaRecordSerializationSchema<LabelledFrame> labels() {
    return new LabelRecords("labels", "default");
  }

  static <T> ProducerRecord<byte[], byte[]> write(
      KafkaRecordSerializationSchema<T> schema, T element) {
    try {
      schema.open(new Unasked(), new NoContext());
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
    var record = schema.serialize(element, new NoContext(), 0L);
    assertThat(record).isNotNull();
    return record;
  }

  /** The same as a consumer gets it, first in its partition. */
  static <T> ConsumerRecord<byte[], byte[]> read(
      KafkaRecordSerializationSchema<T> schema, T element) {
    var record = write(schema, element);
    return new ConsumerRecord<>(
        record.topic(),
        0,
        0,
        ConsumerRecord.NO_TIMESTAMP,
        TimestampType.LOG_APPEND_TIME,
        ConsumerRecord.NULL_SIZE,
        ConsumerRecord.NULL_SIZE,
        record.key(),
        record.value(),
        record.headers(),
        Optional.empty());
  }

  private static final class Unasked implements SerializationSchema.InitializationContext {
    @Override
    public MetricGroup getMetricGroup() {
      throw new UnsupportedOperationException();
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      throw new UnsupportedOperationException();
    }
  }

  private static final class NoContext implements KafkaSinkContext {
    @Override
    public int getParallelInstanceId() {
      return 0;
    }

    @Override
    public int getNumberOfParallelInstances() {
      return 1;
    }

    @Override
    public int[] getPartitionsForTopic(String topic) {
      return new int[] {0};
    }
  }
}
