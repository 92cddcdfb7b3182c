package dev.framelens.cli.broker;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A Kafka on this machine, for those who have none. */
@Command(
    name = "broker",
    mixinStandardHelpOptions = true,
    description = "Start and stop a local Kafka that stays; create the topics on any.",
    subcommands = {StartBroker.class, StopBroker.class, CreateTopics.class})
public final class BrokerCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Missing command (expected: broker start, stop or topics)");
  }
}
