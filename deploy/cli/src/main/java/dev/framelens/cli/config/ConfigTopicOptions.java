package dev.framelens.cli.config;

import dev.framelens.contract.TopicNames;
import dev.framelens.contract.commandline.KafkaOptions;
import dev.framelens.contract.commandline.TopicName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where configurations are. */
@Command
final class ConfigTopicOptions {
  @Mixin private KafkaOptions kafka;

  @Option(
      names = "--topic-config",
      paramLabel = "TOPIC",
      converter = TopicName.class,
      description = "Where cameras are configured (default: ${DEFAULT-VALUE}).")
  private String topic = TopicNames.standard().config();

  Configurations configurations() {
    return new Configurations(kafka.connection(), topic);
  }
}
