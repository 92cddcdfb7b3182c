package dev.framelens.testing;

import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;

/** A broker of its own in this process, at a free port, whose topics nobody creates by the way. */
public final class TestBroker implements AutoCloseable {
  private final KafkaClusterTestKit kafka;
  private boolean closed;

  private TestBroker(KafkaClusterTestKit kafka) {
    this.kafka = kafka;
  }

  /** Returns when it is ready. */
  public static TestBroker start() {
    var nodes =
        new TestKitNodes.Builder()
            .setCombined(true)
            .setNumBrokerNodes(1)
            .setNumControllerNodes(1)
            .build();
    try {
      var kafka =
          new KafkaClusterTestKit.Builder(nodes)
              .setConfigProp("offsets.topic.replication.factor", "1")
              .setConfigProp("transaction.state.log.replication.factor", "1")
              .setConfigProp("transaction.state.log.min.isr", "1")
              .setConfigProp("group.initial.rebalance.delay.ms", "0")
              .setConfigProp("auto.create.topics.enable", "false")
              .build();
      try {
        kafka.format();
        kafka.startup();
        kafka.waitForReadyBrokers();
      } catch (Exception failure) {
        kafka.close();
        throw failure;
      }
      return new TestBroker(kafka);
    } catch (Exception failure) {
      throw new IllegalStateException("The test's broker did not start", failure);
    }
  }

  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** The second call does nothing. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      kafka.close();
    } catch (Exception failure) {
      throw new IllegalStateException("The test's broker did not stop", failure);
    }
  }
}
