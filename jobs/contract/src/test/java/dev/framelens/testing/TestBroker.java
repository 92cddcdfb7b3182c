package dev.framelens.testing;

import java.util.Map;
import org.apache.kafka.common.security.auth.SecurityProtocol;
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
    try {
      return new TestBroker(
          kit(SecurityProtocol.PLAINTEXT, Map.of("auto.create.topics.enable", "false")));
    } catch (Exception failure) {
      throw new IllegalStateException("The test's broker did not start", failure);
    }
  }

  static KafkaClusterTestKit kit(SecurityProtocol protocol, Map<String, String> settings)
      throws Exception {
    var nodes =
        new TestKitNodes.Builder()
            .setCombined(true)
            .setNumBrokerNodes(1)
            .setNumControllerNodes(1)
            .setBrokerSecurityProtocol(protocol)
            .build();
    var builder =
        new KafkaClusterTestKit.Builder(nodes)
            .setConfigProp("offsets.topic.replication.factor", "1")
            .setConfigProp("transaction.state.log.replication.factor", "1")
            .setConfigProp("transaction.state.log.min.isr", "1")
            .setConfigProp("group.initial.rebalance.delay.ms", "0");
    settings.forEach(builder::setConfigProp);
    var kafka = builder.build();
    try {
      kafka.format();
      kafka.startup();
      kafka.waitForReadyBrokers();
      return kafka;
    } catch (Exception failure) {
      kafka.close();
      throw failure;
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
