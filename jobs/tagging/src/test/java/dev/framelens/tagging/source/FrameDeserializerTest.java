package dev.framelens.tagging.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.contract.FrameId;
import dev.framelens.contract.kafka.HeaderNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrameDeserializerTest {
  private final TestingClocks clocks = new TestingClocks(Instant.parse("2026-11-24T12:00:00Z"));
  private final RecordHeaders headers = new RecordHeaders();

  @Test
  void takesARecordAsItIsWithTheTimeOfTheTask() {
    clocks.forwardMillis(3);
    headers.add(HeaderNames.TIME, "2026-11-24T11:59:59Z".getBytes(UTF_8));
    headers.add(HeaderNames.SEQUENCE, "0042".getBytes(UTF_8));
    byte[] value = {1, 2, 3};

    var frame = deserialize(record(value, TimestampType.LOG_APPEND_TIME));

    assertThat(frame.id()).isEqualTo(new FrameId("frames", 2, 9917));
    assertThat(frame.key()).isEqualTo("gate-3".getBytes(UTF_8));
    assertThat(frame.value()).isSameAs(value);
    assertThat(frame.recordTimeMillis()).isEqualTo(5);
    assertThat(frame.appendTime()).isTrue();
    assertThat(frame.captureTime()).isEqualTo("2026-11-24T11:59:59Z");
    assertThat(frame.sequence()).isEqualTo(42);
    assertThat(frame.takenAtMicros()).isEqualTo(clocks.epochMicros());
    assertThat(frame.takenAtNanos()).isEqualTo(3_000_000);
  }

  @Test
  void judgesNothing() {
    headers.add(HeaderNames.TIME, new byte[] {(byte) 0xFF});
    headers.add(HeaderNames.SEQUENCE, "twelve".getBytes(UTF_8));

    var frame = deserialize(record(null, TimestampType.CREATE_TIME));

    assertThat(frame.value()).isNull();
    assertThat(frame.appendTime()).isFalse();
    assertThat(frame.captureTime()).isNotNull();
    assertThat(frame.sequence()).isNull();
  }

  @Test
  void takesAHeaderWithoutValueForNone() {
    headers.add(HeaderNames.TIME, null);

    assertThat(deserialize(record(null, TimestampType.CREATE_TIME)).captureTime()).isNull();
  }

  private ConsumerRecord<byte[], byte[]> record(byte @Nullable [] value, TimestampType type) {
    return new ConsumerRecord<>(
        "frames",
        2,
        9917,
        5,
        type,
        0,
        0,
        "gate-3".getBytes(UTF_8),
        value,
        headers,
        Optional.empty());
  }

  private ArrivedFrame deserialize(ConsumerRecord<byte[], byte[]> record) {
    var frames = new ArrayList<ArrivedFrame>();
    new FrameDeserializer(clocks).deserialize(record, new ListCollector<>(frames));
    assertThat(frames).hasSize(1);
    return frames.get(0);
  }
}
