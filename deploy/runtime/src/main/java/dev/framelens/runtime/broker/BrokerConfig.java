package dev.framelens.runtime.broker;

import dev.framelens.contract.kafka.Topics;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;

/** The settings of a broker that is alone and serves frames on the loopback interface. */
final class BrokerConfig {
  static final int NODE_ID = 1;
  static final String CONTROLLER = "CONTROLLER";

  private static final int LARGEST_REQUEST_BYTES = 32 << 20;

  private BrokerConfig() {}

  static KafkaConfig of(Path data, int port, int controllerPort) {
    var config = new Properties();
    config.put("process.roles", "broker,controller");
    config.put("node.id", Integer.toString(NODE_ID));
    config.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
    config.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,%s://127.0.0.1:%d".formatted(port, CONTROLLER, controllerPort));
    config.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    config.put("controller.listener.names", CONTROLLER);
    config.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    config.put("log.dirs", data.toString());
    // A misspelt topic is an error, not a new topic with the wrong sizes.
    config.put("auto.create.topics.enable", "false");

    one(config, "offsets.topic", 4);
    one(config, "transaction.state.log", 4);
    one(config, "share.coordinator.state.topic", 1);
    config.put("transaction.state.log.min.isr", "1");
    config.put("share.coordinator.state.topic.min.isr", "1");
    config.put("default.replication.factor", "1");
    config.put("group.initial.rebalance.delay.ms", "0");

    config.put("message.max.bytes", Integer.toString(Topics.MAX_REJECTED_RECORD_BYTES));
    config.put("replica.fetch.max.bytes", Integer.toString(Topics.MAX_REJECTED_RECORD_BYTES));
    config.put("socket.request.max.bytes", Integer.toString(LARGEST_REQUEST_BYTES));
    // By default 500 requests may wait: of frames, that is more than the heap.
    config.put("queued.max.request.bytes", Integer.toString(2 * LARGEST_REQUEST_BYTES));
    config.put("num.network.threads", "2");
    config.put("num.io.threads", "4");
    // The default takes 128 MB of heap at the start; few keys are ever compacted here.
    config.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20));
    // Frames are kept by bytes: five minutes between looks would let them double.
    config.put("log.retention.check.interval.ms", "30000");
    return new KafkaConfig(config, false);
  }

  private static void one(Properties config, String topic, int partitions) {
    config.put(topic + ".replication.factor", "1");
    config.put(topic + ".num.partitions", Integer.toString(partitions));
  }
}
