package dev.framelens.cli.broker;

import dev.framelens.contract.FramelensException;
import dev.framelens.runtime.broker.BrokerHome;
import dev.framelens.runtime.broker.RunningBroker;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code broker stop}: the one that {@code broker start} started. */
@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    description = "Stop the local Kafka and wait until it has written everything.")
final class StopBroker implements Runnable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    BrokerHome home = BrokerHome.standard();
    Optional<RunningBroker> running = home.running();
    if (running.isEmpty()) {
      home.forget(); // a note of a process that was killed
      throw new FramelensException(
          "No local broker runs (expected: one that `framelens broker start` started)");
    }
    RunningBroker broker = running.get();
    try {
      if (!broker.stop(PATIENCE)) {
        throw new FramelensException(
            "The local broker at %s (process %d) did not stop within %d s"
                .formatted(broker.bootstrapServers(), broker.pid(), PATIENCE.toSeconds()));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return;
    }
    home.forget();
    spec.commandLine()
        .getOut()
        .println("Kafka at %s has stopped".formatted(broker.bootstrapServers()));
    spec.commandLine().getOut().flush();
  }
}
