package dev.framelens.tagging.outcomes;

import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.tagging.admission.DroppedFrame;
import dev.framelens.tagging.admission.RejectedConfig;
import dev.framelens.tagging.admission.RejectedFrame;
import dev.framelens.tagging.inference.LabelledFrame;
import dev.framelens.tagging.latency.LatencyWindow;
import dev.framelens.tagging.settings.Delivery;
import dev.framelens.tagging.source.Clocks;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Where a pipeline's outcomes go. Records with one key share a partition, by Kafka's own hash of
 * the key, so a camera's labels keep their order.
 *
 * @param pipeline in every record, and the start of transactions' names
 */
public record KafkaSinks(KafkaConnection kafka, String pipeline, Delivery delivery, Clocks clocks) {

  /** Brokers refuse more than {@code transaction.max.timeout.ms}, 15 minutes unless set. */
  private static final int TRANSACTION_TIMEOUT_MILLIS = 600_000;

  /** A label does not wait for company longer than this. */
  private static final int LINGER_MILLIS = 1;

  /**
   * A rejected frame may be larger than any that is allowed: what the topic takes is the broker's
   * to say.
   */
  private static final int LARGEST_REJECTED_BYTES = 32 << 20;

  public Sink<LabelledFrame> labels(String topic) {
    return new QuietCloseSink<>(builder("labels", new LabelRecords(topic, pipeline)).build());
  }

  public Sink<DroppedFrame> dropped(String topic) {
    return new QuietCloseSink<>(
        builder("dropped", new DropRecords(topic, pipeline, clocks)).build());
  }

  /**
   * The writer behind one operator that rejects.
   *
   * @param by which operator rejected: each has a writer of its own, and a writer's transactions
   *     need a name of their own
   */
  public Sink<RejectedFrame> rejected(String topic, String by) {
    return new QuietCloseSink<>(
        builder(
                "rejected-by-" + by,
                new RejectedRecords(topic, pipeline, clocks, new RecordLimit(topic, client())))
            .setProperty(
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(LARGEST_REJECTED_BYTES))
            .setProperty(
                ProducerConfig.BUFFER_MEMORY_CONFIG, Integer.toString(LARGEST_REJECTED_BYTES))
            .build());
  }

  private Properties client() {
    var client = kafka.settings().properties();
    client.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    return client;
  }

  public Sink<LatencyWindow> latency(String topic) {
    return new QuietCloseSink<>(builder("latency", new LatencyRecords(topic, pipeline)).build());
  }

  /** At least once, whatever the delivery: nobody counts them. */
  public Sink<RejectedConfig> rejectedConfig(String topic) {
    return new QuietCloseSink<>(
        builder(
                "rejected-config",
                new RejectedConfigRecords(topic, pipeline, clocks),
                Delivery.AT_LEAST_ONCE)
            .build());
  }

  private <T> KafkaSinkBuilder<T> builder(String name, KafkaRecordSerializationSchema<T> records) {
    return builder(name, records, delivery);
  }

  private <T> KafkaSinkBuilder<T> builder(
      String name, KafkaRecordSerializationSchema<T> records, Delivery guarantee) {
    return KafkaSink.<T>builder()
        .setKafkaProducerConfig(kafka.settings().properties())
        .setBootstrapServers(kafka.bootstrapServers())
        .setRecordSerializer(records)
        .setDeliveryGuarantee(
            switch (guarantee) {
              case AT_LEAST_ONCE -> DeliveryGuarantee.AT_LEAST_ONCE;
              case EXACTLY_ONCE -> DeliveryGuarantee.EXACTLY_ONCE;
            })
        // Colons, which no pipeline's name has: lingering transactions are found by prefix.
        .setTransactionalIdPrefix("framelens:%s:%s".formatted(pipeline, name))
        .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
        .setProperty(
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Integer.toString(TRANSACTION_TIMEOUT_MILLIS))
        .setProperty(ProducerConfig.LINGER_MS_CONFIG, Integer.toString(LINGER_MILLIS));
  }
}
