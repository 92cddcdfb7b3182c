package dev.framelens.tagging.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.framelens.contract.FrameId;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * Takes a record as it is. It judges nothing and never throws: an exception here would restart the
 * job, and the same record would be waiting.
 */
final class FrameDeserializer implements KafkaRecordDeserializationSchema<ArrivedFrame> {
  private static final long serialVersionUID = 1L;

  /** CloudEvents' attribute {@code time} in Kafka's binary binding. */
  static final String CAPTURE_TIME = "ce_time";

  /** CloudEvents' extension {@code sequence} in Kafka's binary binding. */
  static final String SEQUENCE = "ce_sequence";

  private final Clocks clocks;

  FrameDeserializer(Clocks clocks) {
    this.clocks = clocks;
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<ArrivedFrame> out) {
    out.collect(
        new ArrivedFrame(
            new FrameId(record.topic(), record.partition(), record.offset()),
            record.key(),
            record.value(),
            record.timestamp(),
            record.timestampType() == TimestampType.LOG_APPEND_TIME,
            header(record, CAPTURE_TIME),
            number(header(record, SEQUENCE)),
            clocks.epochMicros(),
            clocks.nanoTime()));
  }

  private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
  }

  private static @Nullable Long number(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      return null; // optional, and nothing hangs on it
    }
  }

  @Override
  public TypeInformation<ArrivedFrame> getProducedType() {
    return TypeInformation.of(ArrivedFrame.class);
  }
}
