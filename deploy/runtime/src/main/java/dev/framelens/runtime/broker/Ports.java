package dev.framelens.runtime.broker;

import dev.framelens.contract.FramelensException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the loopback interface. */
public final class Ports {
  private Ports() {}

  /** One that nothing listens on now. */
  public static int free() {
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException failure) {
      throw new FramelensException("No free port on the loopback interface", failure);
    }
  }

  /**
   * Checks that a port can be listened on.
   *
   * @throws FramelensException when something listens on the port already
   */
  public static void requireFree(int port) {
    try (var probe = new ServerSocket()) {
      probe.setReuseAddress(true); // as the broker does: a connection that lingers is no listener
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException taken) {
      throw new FramelensException(
          "Port %d on 127.0.0.1 is in use (expected: a free port)".formatted(port), taken);
    }
  }
}
