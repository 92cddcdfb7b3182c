package dev.framelens.model.graph;

import java.util.Optional;

/**
 * Whether TensorFlow computes with oneDNN by itself in this process. Left alone, TensorFlow decides
 * by the processor: on where it has AVX512-VNNI, AVX512-BF16, AVX-VNNI or AMX, off on all others,
 * though networks run faster with it there too. It matters to imported graphs and to bfloat16: the
 * other networks name oneDNN's operations themselves.
 */
public enum OneDnn {
  ON,
  OFF,
  /** TensorFlow does not tell here. */
  UNKNOWN;

  /** TensorFlow's own variable. It reads it once, when its native library loads. */
  public static final String VARIABLE = "TF_ENABLE_ONEDNN_OPTS";

  /** What comes before the word in the log of every process that has loaded TensorFlow. */
  private static final String IN_LOG = " computes with oneDNN: ";

  /** Such as {@code on}. */
  public String word() {
    return switch (this) {
      case ON -> "on";
      case OFF -> "off";
      case UNKNOWN -> "unknown";
    };
  }

  String logLine(String tensorFlow, String reason) {
    return "TensorFlow %s%s%s (%s)".formatted(tensorFlow, IN_LOG, word(), reason);
  }

  /** What a line of a process's log says of it; empty for a line that is about something else. */
  public static Optional<OneDnn> inLog(String line) {
    int start = line.indexOf(IN_LOG);
    if (start < 0) {
      return Optional.empty();
    }
    String said = line.substring(start + IN_LOG.length());
    for (OneDnn state : values()) {
      if (said.startsWith(state.word() + " (")) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }
}
