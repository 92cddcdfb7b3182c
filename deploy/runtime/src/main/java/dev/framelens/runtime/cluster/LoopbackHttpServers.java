package dev.framelens.runtime.cluster;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import com.sun.net.httpserver.spi.HttpServerProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Keeps the JDK's HTTP servers on the loopback interface, whatever address they ask for. Flink's
 * Prometheus reporter listens on all interfaces and has no option for it.
 */
public final class LoopbackHttpServers extends HttpServerProvider {
  private static final String OF_THE_JDK = "sun.net.httpserver.DefaultHttpServerProvider";

  private final HttpServerProvider jdk;

  /** For the JDK, which finds this class by a system property. */
  public LoopbackHttpServers() throws ReflectiveOperationException {
    jdk =
        Class.forName(OF_THE_JDK)
            .asSubclass(HttpServerProvider.class)
            .getDeclaredConstructor()
            .newInstance();
  }

  /** What a JVM is told so that it uses this class. */
  static String[] jvmArguments() {
    return new String[] {
      "--add-exports=jdk.httpserver/sun.net.httpserver=ALL-UNNAMED",
      "-D%s=%s"
          .formatted(
              HttpServerProvider.class.getName().replace(".spi", ""),
              LoopbackHttpServers.class.getName())
    };
  }

  @Override
  public HttpServer createHttpServer(InetSocketAddress address, int backlog) throws IOException {
    return jdk.createHttpServer(onLoopback(address), backlog);
  }

  @Override
  public HttpsServer createHttpsServer(InetSocketAddress address, int backlog) throws IOException {
    return jdk.createHttpsServer(onLoopback(address), backlog);
  }

  private static InetSocketAddress onLoopback(InetSocketAddress address) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort());
  }
}
