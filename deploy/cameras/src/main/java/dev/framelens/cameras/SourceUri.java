package dev.framelens.cameras;

import dev.framelens.contract.FramelensException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a camera's pictures come from.
 *
 * @param location what FFmpeg or the file system is asked for
 * @param format FFmpeg's name of the input format, or empty where FFmpeg finds it out
 */
public record SourceUri(Kind kind, String location, String format) {

  /** What a source can be, as far as its address tells. */
  public enum Kind {
    /** A video file, a picture or a folder of pictures. */
    PATH,
    /** A picture, shown as a slowly panning camera. */
    STILL,
    /** A stream from the network. */
    NETWORK,
    /** A camera of this machine. */
    DEVICE
  }

  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+-]+):(.*)");
  private static final Pattern SECRETS = Pattern.compile("(?<=://)[^/@]*@|\\?.*");
  private static final Set<String> STREAMS =
      Set.of("rtsp", "rtsps", "http", "https", "rtmp", "rtmps", "rtp", "udp", "tcp", "srt");
  private static final Set<String> DEVICES = Set.of("v4l2", "avfoundation");

  /**
   * Reads {@code PATH}, {@code file:PATH}, {@code pan:PICTURE}, {@code /dev/video0}, {@code
   * v4l2:DEVICE}, {@code avfoundation:INDEX} or a URL of a stream.
   *
   * @throws FramelensException when it is none of them
   */
  public static SourceUri parse(String text) {
    Matcher scheme = SCHEME.matcher(text);
    if (scheme.matches()) {
      return withScheme(text, scheme.group(1).toLowerCase(Locale.ROOT), scheme.group(2));
    }
    if (text.isBlank()) {
      throw new FramelensException("Empty source (expected: a file, a folder, a device or a URL)");
    }
    if (text.startsWith("/dev/")) {
      return new SourceUri(Kind.DEVICE, text, "v4l2");
    }
    return new SourceUri(Kind.PATH, text, "");
  }

  private static SourceUri withScheme(String text, String scheme, String rest) {
    if (scheme.equals("file")) {
      return new SourceUri(Kind.PATH, rest.startsWith("///") ? rest.substring(2) : rest, "");
    }
    if (scheme.equals("pan")) {
      return new SourceUri(Kind.STILL, rest, "");
    }
    if (DEVICES.contains(scheme)) {
      return new SourceUri(Kind.DEVICE, rest, scheme);
    }
    if (STREAMS.contains(scheme)) {
      return new SourceUri(Kind.NETWORK, text, "");
    }
    throw new FramelensException(
        "Source %s has the unknown scheme \"%s\" (expected: a path, pan:, v4l2:, rtsp://, http:// or https://)"
            .formatted(shown(text), scheme));
  }

  static SourceUri file(Path path) {
    return new SourceUri(Kind.PATH, path.toString(), "");
  }

  /** Whether it is in the file system. */
  boolean stored() {
    return kind == Kind.PATH || kind == Kind.STILL;
  }

  /** Without what a user may have to keep secret: the name and password, and the query. */
  @Override
  public String toString() {
    return kind == Kind.NETWORK ? shown(location) : location;
  }

  private static String shown(String text) {
    return SECRETS
        .matcher(text)
        .replaceAll(secret -> secret.group().endsWith("@") ? "***@" : "?***");
  }
}
