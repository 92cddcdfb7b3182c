package dev.framelens.bench;

import dev.framelens.runtime.broker.LocalBroker;
import java.io.IOException;
import java.io.PrintStream;

/**
 * A broker in a process of its own, so that its CPU time is not the job's: prints its address, and
 * ends with its parent's pipe, or by a signal; its records go with it.
 */
final class BrokerChild {
  private BrokerChild() {}

  public static void main(String[] arguments) throws IOException {
    PrintStream answers = ChildJvm.answers();
    try (var broker = LocalBroker.startTemporary(LocalBroker.FREE_PORT)) {
      Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop-broker"));
      answers.println(broker.bootstrapServers());
      answers.flush();
      while (System.in.read() >= 0) {
        // The parent lives.
      }
    }
  }
}
