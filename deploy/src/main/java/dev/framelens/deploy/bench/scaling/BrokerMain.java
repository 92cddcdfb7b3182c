package dev.framelens.deploy.bench.scaling;

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
    PrintStream out = System.out;
    System.setOut(System.err); // whatever logs, the parent reads one line
    try (var broker = LocalBroker.startTemporary(LocalBroker.FREE_PORT)) {
      Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop-broker"));
      out.println(broker.bootstrapServers());
      out.flush();
      while (System.in.read() >= 0) {
        // The parent lives.
      }
    }
  }
}
