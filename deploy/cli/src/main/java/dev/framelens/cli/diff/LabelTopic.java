package dev.framelens.cli.diff;

import dev.framelens.contract.FramelensException;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.kafka.WholeTopic;
import dev.framelens.contract.outcomes.Label;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** All labels that a topic has when it is asked. */
final class LabelTopic {
  private LabelTopic() {}

  /**
   * Reads to the end of now.
   *
   * @return how many records were no labels
   * @throws FramelensException where there is no such topic, or no Kafka
   */
  static long read(KafkaConnection connection, String topic, Consumer<Label> labels) {
    var others = new AtomicLong();
    boolean there =
        WholeTopic.read(
            connection,
            topic,
            record -> {
              try {
                labels.accept(Label.read(record));
              } catch (FramelensException none) {
                others.incrementAndGet();
              }
            });
    if (!there) {
      throw new FramelensException(
          "No topic '%s' at %s (expected: one of labels)"
              .formatted(topic, connection.bootstrapServers()));
    }
    return others.get();
  }
}
