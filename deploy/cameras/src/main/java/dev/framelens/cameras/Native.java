package dev.framelens.cameras;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.bytedeco.ffmpeg.global.avutil;

/** FFmpeg's conventions: what it says, and what it means by a negative number. */
public final class Native {
  private static final int LONGEST_REASON = 256;

  private Native() {}

  /** FFmpeg writes to standard error by itself; silences it unless a fault is looked for. */
  public static void log(boolean verbose) {
    avutil.av_log_set_level(verbose ? avutil.AV_LOG_WARNING : avutil.AV_LOG_QUIET);
  }

  /** FFmpeg's sentence for an error. */
  static String reason(int error) {
    byte[] text = new byte[LONGEST_REASON];
    avutil.av_strerror(error, text, text.length);
    int end = 0;
    while (end < text.length && text[end] != 0) {
      end++;
    }
    return new String(text, 0, end, UTF_8);
  }

  /**
   * Checks the result of a call that cannot fail on good input.
   *
   * @throws IllegalStateException when it failed
   */
  static int check(int result, String call) {
    if (result < 0) {
      throw new IllegalStateException("%s: %s".formatted(call, reason(result)));
    }
    return result;
  }
}
