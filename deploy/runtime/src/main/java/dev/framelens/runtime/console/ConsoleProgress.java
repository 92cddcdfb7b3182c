package dev.framelens.runtime.console;

import dev.framelens.catalogue.Progress;
import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;

/** A line that changes in place on a terminal, plain lines elsewhere. Close it to end the line. */
public final class ConsoleProgress implements Progress, AutoCloseable {
  private static final String LINE_START = "\r\u001b[K";
  private static final double BYTES_PER_MEGABYTE = 1e6;

  private final PrintWriter err;
  private final boolean terminal;
  private long shownPercent = -1;
  private boolean lineOpen;

  ConsoleProgress(PrintWriter err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  /** On the error stream, so that the output stays clean. */
  public static ConsoleProgress on(PrintWriter err) {
    // System.console() is never null from JDK 22 on; picocli asks each JDK the right question.
    return new ConsoleProgress(err, Ansi.AUTO.enabled());
  }

  @Override
  public void message(String text) {
    endLine();
    err.println(text);
    err.flush();
  }

  @Override
  public void bytes(String name, long doneBytes, long totalBytes) {
    long percent = totalBytes == 0 ? 100 : doneBytes * 100 / totalBytes;
    if (!terminal || percent == shownPercent) {
      return;
    }
    shownPercent = percent;
    lineOpen = true;
    err.printf("%s%s %d %% of %.1f MB", LINE_START, name, percent, totalBytes / BYTES_PER_MEGABYTE);
    err.flush();
  }

  private void endLine() {
    if (lineOpen) {
      err.println();
      lineOpen = false;
    }
    shownPercent = -1;
  }

  @Override
  public void close() {
    endLine();
    err.flush();
  }
}
