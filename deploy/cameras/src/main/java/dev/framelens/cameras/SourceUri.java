package dev.framelens.cameras;

import dev.framelens.contract.CameraId;
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
  private static final Pattern AUTHORITY =
      Pattern.compile("//([^/?#]*@)?(\\[[^]/?#]*]|[^:/?#]*)(:\\d{0,5})?([/?#]|$)");
  private static final Set<String> STREAMS =
      Set.of("rtsp", "rtsps", "http", "https", "rtmp", "rtmps", "rtp", "udp", "tcp", "srt");
  private static final Set<String> DEVICES = Set.of("v4l2", "avfoundation");

  /**
   * Reads {@code PATH}, {@code file:PATH}, {@code pan:PICTURE}, {@code /dev/video0}, {@code
   * v4l2:DEVICE}, {@code avfoundation:INDEX}, a URL of a stream, or {@code env:NAME} for what that
   * variable of the environment holds.
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
      requireHost(text, rest);
      return new SourceUri(Kind.NETWORK, text, "");
    }
    if (scheme.equals("env")) {
      return fromEnvironment(rest);
    }
    throw new FramelensException(
        "Source %s has the unknown scheme \"%s\" (expected: a path, pan:, v4l2:, rtsp://, http://, https:// or env:)"
            .formatted(ShownAddress.of(text), scheme));
  }

  /** A password with a slash in it ends the address's host, as FFmpeg and browsers read it. */
  private static void requireHost(String text, String rest) {
    if (rest.startsWith("//") && !AUTHORITY.matcher(rest).lookingAt()) {
      throw new FramelensException(
          "Source %s has no host and port (expected: HOST or HOST:PORT; in names and passwords %%2F, %%3F, %%23 and %%40 for / ? # and @)"
              .formatted(ShownAddress.of(text)));
    }
  }

  /** An address with a password in it does not belong on a command line, which others can see. */
  private static SourceUri fromEnvironment(String name) {
    String address = System.getenv(name);
    if (address == null || address.isBlank() || address.startsWith("env:")) {
      throw new FramelensException(
          "The environment has no address in %s (expected: a variable with a URL)".formatted(name));
    }
    return parse(address);
  }

  static SourceUri file(Path path) {
    return new SourceUri(Kind.PATH, path.toString(), "");
  }

  /** A name for a camera with this source, of what may be shown of it. */
  CameraId derivedId() {
    String shown = toString();
    if (kind != Kind.NETWORK) {
      shown = String.valueOf(Path.of(location).toAbsolutePath().getFileName());
      shown = shown.replaceFirst("\\.[A-Za-z0-9]{1,5}$", "");
    }
    String name =
        shown
            .replaceFirst("^[A-Za-z0-9+.-]+:", "")
            .replaceAll("[^A-Za-z0-9._]+", "-")
            .replaceAll("^[-.]+|[-.]+$", "");
    String valid = name.substring(0, Math.min(name.length(), CameraId.MAX_LENGTH));
    return new CameraId(valid.isEmpty() ? "camera" : valid);
  }

  /** Whether it is in the file system. */
  boolean stored() {
    return kind == Kind.PATH || kind == Kind.STILL;
  }

  boolean isHttp() {
    return kind == Kind.NETWORK && location.regionMatches(true, 0, "http", 0, 4);
  }

  /** Without what a user may have to keep secret. */
  @Override
  public String toString() {
    return kind == Kind.NETWORK ? ShownAddress.of(location) : location;
  }
}
