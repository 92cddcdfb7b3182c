package dev.framelens.wall.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may see the wall: whoever has the token; without one, whoever asks this machine by a name of
 * its loopback interface, so that no page of another site reads the wall through a name of its own.
 */
final class Access {
  static final String COOKIE = "framelens-token";

  private static final String BEARER = "Bearer ";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final byte @Nullable [] tokenDigest;

  Access(Optional<String> token) {
    tokenDigest = token.map(Access::digest).orElse(null);
  }

  boolean isGranted(Context request) {
    if (tokenDigest == null) {
      return isOfLoopback(request.host());
    }
    String header = request.header("Authorization");
    if (header == null || !header.startsWith(BEARER)) {
      return isToken(request.cookie(COOKIE));
    }
    return isToken(header.substring(BEARER.length()));
  }

  boolean needsToken() {
    return tokenDigest != null;
  }

  /** Whether it is the token; takes as long for any text. */
  boolean isToken(@Nullable String text) {
    return tokenDigest != null && text != null && MessageDigest.isEqual(tokenDigest, digest(text));
  }

  static Cookie cookie(String token) {
    var cookie = new Cookie(COOKIE, token);
    cookie.setHttpOnly(true);
    cookie.setSameSite(SameSite.STRICT);
    cookie.setPath("/");
    return cookie;
  }

  private static boolean isOfLoopback(@Nullable String host) {
    if (host == null) {
      return false;
    }
    try {
      String name = URI.create("http://" + host).getHost();
      return name != null && LOOPBACK.contains(name);
    } catch (IllegalArgumentException noHost) {
      return false;
    }
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
