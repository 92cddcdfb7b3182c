package dev.framelens.deploy.bench.scaling;

import dev.framelens.deploy.bench.ChildJvm;
import dev.framelens.deploy.broker.LocalBroker;
import java.io.IOException;
import java.io.PrintStream;

/**
 * A broker without topics in a process of its own, so that its CPU time is not the job's: prints
 * its address and ends with its parent's pipe, or by a signal; its records go with it.
 */
final class BrokerMain {
  private BrokerMain() {}

  public static void main(String[] none) throws IOException {
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
