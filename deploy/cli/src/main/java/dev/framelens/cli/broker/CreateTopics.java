package dev.framelens.cli.broker;

import dev.framelens.contract.commandline.KafkaOptions;
import dev.framelens.contract.kafka.Topics;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code broker topics}: the contract's topics on a Kafka that is there already. */
@Command(
    name = "topics",
    mixinStandardHelpOptions = true,
    description = "Create the topics that are missing on any Kafka; leave the others alone.")
final class CreateTopics implements Runnable {
  @Option(
      names = "--partitions",
      defaultValue = "" + Topics.DEFAULT_PARTITIONS,
      paramLabel = "N",
      description = "Of each topic that is created (default: ${DEFAULT-VALUE}).")
  private int partitions;

  @Mixin private KafkaOptions kafka;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    if (partitions < 1) {
      throw new ParameterException(
          spec.commandLine(), "--partitions %d (expected: 1 or more)".formatted(partitions));
    }
    List<String> created = Topics.ensureStandard(kafka.connection(), partitions);
    spec.commandLine()
        .getOut()
        .println("Topics created: " + (created.isEmpty() ? "none" : String.join(", ", created)));
    spec.commandLine().getOut().flush();
  }
}
