package dev.framelens.tagging.source;

import dev.framelens.contract.FrameId;
import dev.framelens.contract.kafka.HeaderNames;
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
            HeaderNames.text(record.headers(), HeaderNames.TIME),
            number(HeaderNames.text(record.headers(), HeaderNames.SEQUENCE)),
            clocks.epochMicros(),
            clocks.nanoTime()));
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
