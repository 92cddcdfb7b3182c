package dev.framelens.runtime.cluster;

import java.net.URL;
import org.apache.flink.util.NetUtils;

/** Where a JobManager's REST interface is. */
public record RestAddress(String host, int port) {

  /**
   * Reads {@code HOST:PORT}.
   *
   * @throws IllegalArgumentException with the text and what was expected
   */
  public static RestAddress parse(String text) {
    try {
      URL url = NetUtils.getCorrectHostnamePort(text);
      var address = new RestAddress(url.getHost(), url.getPort());
      if (address.host.matches("\\S+")
          && NetUtils.isValidClientPort(address.port)
          && address.toString().equals(text)) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // Said below, with what was expected.
    }
    throw new IllegalArgumentException(
        "jobmanager '%s' (expected: HOST:PORT of Flink's REST interface)".formatted(text));
  }

  /** {@code HOST:PORT}. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
