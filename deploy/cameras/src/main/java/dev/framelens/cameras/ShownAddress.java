package dev.framelens.cameras;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address without what its owner may have to keep secret. The name and password end at the last
 * {@code @} of the authority, as FFmpeg parses it; where an {@code @} stands elsewhere, nobody
 * knows where a password ends. Paths are shown where they are plain words: cameras take names and
 * passwords in paths and queries too, and a stream's key is one.
 */
final class ShownAddress {
  private static final Pattern URL =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(/*)([^/?#]*)([^?#]*)(.*)", Pattern.DOTALL);
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9._-]+(:\\d{1,5})?|\\[[0-9A-Fa-f:.]+](:\\d{1,5})?");

  /** At most four segments of a word, a number or a file's name. */
  private static final Pattern PLAIN_PATH =
      Pattern.compile("/?|(/([A-Za-z]{1,12}[0-9]{0,4}|[0-9]{1,4})(\\.[A-Za-z0-9]{2,5})?){1,4}/?");

  private static final Pattern TELLING =
      Pattern.compile("(?i).*(pass|pwd|user|login|auth|token|key|secret|cred|admin).*");

  /** Their paths hold the key of a stream. */
  private static final Set<String> KEYED = Set.of("rtmp", "rtmps", "rtmpt", "srt");

  private static final String MASK = "***";

  private ShownAddress() {}

  static String of(String text) {
    Matcher url = URL.matcher(text);
    if (!url.matches()) {
      int at = text.lastIndexOf('@');
      return at < 0 ? text : MASK + text.substring(at);
    }
    String scheme = url.group(1);
    String authority = url.group(3);
    String path = url.group(4);
    String rest = url.group(5);
    if (path.contains("@") || rest.contains("@")) {
      return "%s:%s%s".formatted(scheme, url.group(2), MASK);
    }
    int at = authority.lastIndexOf('@');
    String host = authority.substring(at + 1);
    var shown = new StringBuilder(scheme).append(':').append(url.group(2));
    shown.append(at < 0 ? "" : MASK + "@").append(HOST.matcher(host).matches() ? host : MASK);
    boolean plain = PLAIN_PATH.matcher(path).matches() && !TELLING.matcher(path).matches();
    shown.append(plain && !KEYED.contains(scheme.toLowerCase(Locale.ROOT)) ? path : "/" + MASK);
    return shown.append(rest.isEmpty() ? "" : rest.charAt(0) + MASK).toString();
  }
}
