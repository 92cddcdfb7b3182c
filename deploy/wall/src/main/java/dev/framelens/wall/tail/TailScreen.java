package dev.framelens.wall.tail;

import java.io.PrintWriter;
import java.util.List;

/** Lines that change in place on a terminal, from the first one on. */
final class TailScreen {
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";

  private final PrintWriter out;
  private final int rows;
  private final int columns;
  private int shown;

  /**
   * Begins where the cursor is.
   *
   * @param rows of the terminal, of which one is left for the cursor
   * @param columns of the terminal
   */
  TailScreen(PrintWriter out, int rows, int columns) {
    this.out = out;
    this.rows = rows;
    this.columns = columns;
  }

  void show(String head, List<String> lines) {
    if (shown > 0) {
      out.printf("\u001b[%dA", shown);
    }
    int room = Math.max(1, rows - 2);
    boolean all = lines.size() <= room;
    int cameras = all ? lines.size() : room - 1;
    print(head);
    lines.subList(0, cameras).forEach(this::print);
    if (!all) {
      print("and %d more (--camera ID shows some alone)".formatted(lines.size() - cameras));
    }
    shown = 1 + cameras + (all ? 0 : 1);
    out.print(CLEAR_BELOW);
    out.flush();
  }

  private void print(String line) {
    // A line that the terminal broke would be two.
    out.print(line.length() > columns ? line.substring(0, columns) : line);
    out.print(CLEAR_LINE);
    out.println();
  }
}
