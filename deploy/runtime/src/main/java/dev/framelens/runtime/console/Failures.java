package dev.framelens.runtime.console;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.flink.util.SerializedThrowable;

/** What of a chain of causes is worth a user's reading. */
public final class Failures {
  private Failures() {}

  /** What went wrong with a file, which the JDK says in the exception's class alone. */
  public static String file(IOException failure) {
    if (!(failure instanceof FileSystemException of)) {
      return String.valueOf(failure.getMessage());
    }
    String file = of.getOtherFile() == null ? of.getFile() : of.getOtherFile();
    return "%s: %s".formatted(file, reason(of));
  }

  private static String reason(FileSystemException failure) {
    if (failure.getReason() != null) {
      return failure.getReason();
    }
    if (failure instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "is there and no folder";
    }
    return failure.getClass().getSimpleName();
  }

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
