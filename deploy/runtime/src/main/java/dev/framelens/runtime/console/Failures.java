package dev.framelens.runtime.console;

import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.flink.util.SerializedThrowable;

/** What of a chain of causes is worth a user's reading. */
public final class Failures {
  private Failures() {}

  /** The innermost cause. */
  public static Throwable cause(Throwable failure) {
    Throwable root = ExceptionUtils.getRootCause(failure);
    return root == null ? failure : root;
  }

  /**
   * The same of a stack trace as Flink tells it: its last cause.
   *
   * @param stackTrace as {@code Throwable.printStackTrace} writes it
   */
  public static String root(String stackTrace) {
    String cause =
        stackTrace
            .lines()
            .filter(line -> line.startsWith("Caused by: "))
            .reduce(stackTrace.lines().findFirst().orElse("unknown"), (first, second) -> second)
            .replaceFirst("^Caused by: ", "");
    return cause.replaceFirst(
        "^(dev\\.framelens\\.[\\w.]+|java\\.lang\\.IllegalStateException): ", "");
  }

  /** The innermost cause, on one line; its class too, unless that is one of ours. */
  public static String root(Throwable failure) {
    Throwable root = cause(failure);
    String type =
        root instanceof SerializedThrowable remote
            ? remote.getOriginalErrorClassName()
            : root.getClass().getName();
    String message = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    if (message.startsWith(type)) {
      message = message.substring(type.length()).replaceFirst("^:\\s*", "");
    }
    boolean explained =
        type.startsWith("dev.framelens.") || type.equals(IllegalStateException.class.getName());
    return explained && !message.isEmpty() ? message : "%s: %s".formatted(type, message);
  }
}
