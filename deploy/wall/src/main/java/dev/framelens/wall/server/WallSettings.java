package dev.framelens.wall.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Where the wall is served, and to whom.
 *
 * @param bind address of this machine, or a name of it
 * @param port 0 for a free one
 * @param token without which nobody sees anything; needed where not only this machine can ask
 */
public record WallSettings(String bind, int port, Optional<String> token) {
  /** This machine alone. */
  public static final String LOOPBACK = "127.0.0.1";

  public static final int STANDARD_PORT = 8085;

  private static final int LEAST_TOKEN = 8;

  /**
   * Settings that let nobody in by mistake.
   *
   * @throws IllegalArgumentException with the value and what was expected
   */
  public WallSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port %d (expected: 0 to 65535)".formatted(port));
    }
    if (token.isPresent()
        && !token.get().matches("[A-Za-z0-9._~+/=-]{%d,}".formatted(LEAST_TOKEN))) {
      throw new IllegalArgumentException(
          "token is too short or has other characters (expected: at least %d of A-Za-z0-9._~+/=-)"
              .formatted(LEAST_TOKEN));
    }
    if (token.isEmpty() && !isLoopback(bind)) {
      throw new IllegalArgumentException(
          "bind %s without --token (expected: a token where other machines can ask)"
              .formatted(bind));
    }
  }

  /** For this machine, at a free port. */
  public static WallSettings local() {
    return new WallSettings(LOOPBACK, 0, Optional.empty());
  }

  private static boolean isLoopback(String bind) {
    try {
      return InetAddress.getByName(bind).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      throw new IllegalArgumentException(
          "bind %s (expected: an address of this machine)".formatted(bind), unknown);
    }
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "WallSettings[%s:%d]".formatted(bind, port);
  }
}
