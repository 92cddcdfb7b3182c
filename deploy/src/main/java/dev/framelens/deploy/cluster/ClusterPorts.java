package dev.framelens.deploy.cluster;

import dev.framelens.deploy.broker.Ports;
import dev.framelens.model.FramelensException;

/** Free ports for Prometheus, from Flink's own on, so that its configuration finds them. */
final class ClusterPorts {
  private static final int FIRST = 9249;
  private static final int LAST = 9349;

  private int next = FIRST;

  int metrics() {
    while (next <= LAST) {
      int port = next++;
      if (isFree(port)) {
        return port;
      }
    }
    return Ports.free();
  }

  private static boolean isFree(int port) {
    try {
      Ports.requireFree(port);
      return true;
    } catch (FramelensException taken) {
      return false;
    }
  }
}
