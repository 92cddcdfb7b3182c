package dev.framelens.tagging.outcomes;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink.PrecommittingStatefulSinkWriter;
import org.junit.jupiter.api.Test;

class QuietCloseWriterTest {
  @Test
  void closesWithoutThrowingWhatTheBrokerRefusedTooLate() {
    assertThatCode(() -> new QuietCloseWriter<>(new RefusedWriter()).close())
        .doesNotThrowAnyException();
  }

  @Test
  void stillFailsAFlush() {
    assertThatThrownBy(() -> new QuietCloseWriter<>(new RefusedWriter()).flush(false))
        .isInstanceOf(IOException.class);
  }

  /** As Kafka's writer is once a broker has refused a record. */
  private static final class RefusedWriter
      implements PrecommittingStatefulSinkWriter<String, KafkaWriterState, KafkaCommittable> {
    @Override
    public void write(String element, Context context) {}

    @Override
    public void flush(boolean endOfInput) throws IOException {
      throw new IOException("refused");
    }

    @Override
    public Collection<KafkaCommittable> prepareCommit() {
      return List.of();
    }

    @Override
    public List<KafkaWriterState> snapshotState(long checkpointId) {
      return List.of();
    }

    @Override
    public void close() throws IOException {
      throw new IOException("refused");
    }
  }
}
