package dev.framelens.cli.broker;

import dev.framelens.contract.FramelensException;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.kafka.Topics;
import dev.framelens.runtime.broker.BrokerHome;
import dev.framelens.runtime.broker.BrokerProcess;
import dev.framelens.runtime.broker.LocalBroker;
import dev.framelens.runtime.broker.Ports;
import dev.framelens.runtime.broker.RunningBroker;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code broker start}: in a process of its own, or in this one. */
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    description =
        "Start a Kafka on 127.0.0.1 in the background, with the topics, and print its address.")
final class StartBroker implements Runnable {
  @Option(
      names = "--port",
      defaultValue = "9092",
      paramLabel = "PORT",
      description = "Default: ${DEFAULT-VALUE}; 0 for a free one.")
  private int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where its records are kept (default: $FRAMELENS_HOME/broker/data, or"
              + " ~/.framelens/broker/data).")
  private @Nullable Path data;

  @Option(
      names = "--partitions",
      defaultValue = "" + Topics.DEFAULT_PARTITIONS,
      paramLabel = "N",
      description = "Of each topic that is created (default: ${DEFAULT-VALUE}).")
  private int partitions;

  @Option(names = "--foreground", description = "Serve in this process until it is stopped.")
  private boolean foreground;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    if (port < 0 || port > 65_535) {
      throw wrongUse("--port %d (expected: 0 to 65535)".formatted(port));
    }
    if (partitions < 1) {
      throw wrongUse("--partitions %d (expected: 1 or more)".formatted(partitions));
    }
    BrokerHome home = BrokerHome.standard();
    home.running()
        .ifPresent(
            running -> {
              throw new FramelensException(
                  "A local broker runs already at %s (process %d; `framelens broker stop` stops it)"
                      .formatted(running.bootstrapServers(), running.pid()));
            });
    Path directory = data == null ? home.data() : data.toAbsolutePath();
    if (foreground) {
      serve(home, directory);
    } else {
      startProcess(home, directory);
    }
  }

  private void startProcess(BrokerHome home, Path directory) {
    if (port != LocalBroker.FREE_PORT) {
      Ports.requireFree(port); // known now, rather than from the other process's log
    }
    try {
      String mainClass = spec.root().userObject().getClass().getName();
      RunningBroker broker = new BrokerProcess(home, mainClass).start(port, directory, partitions);
      say(
          "Kafka answers at %s (process %d, data %s, log %s)"
              .formatted(broker.bootstrapServers(), broker.pid(), directory, home.log()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(BrokerHome home, Path directory) {
    try (LocalBroker broker = LocalBroker.start(port, directory)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(home, broker), "stop-broker"));
      List<String> created =
          Topics.ensureStandard(KafkaConnection.to(broker.bootstrapServers()), partitions);
      home.write(RunningBroker.thisProcess(broker.bootstrapServers()));
      say(
          "Kafka answers at %s (data %s, topics created: %s)"
              .formatted(
                  broker.bootstrapServers(),
                  directory,
                  created.isEmpty() ? "none" : String.join(", ", created)));
      broker.awaitClose();
    }
  }

  private static void stop(BrokerHome home, LocalBroker broker) {
    try {
      broker.close();
    } finally {
      home.forgetThisProcess();
    }
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  private ParameterException wrongUse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
