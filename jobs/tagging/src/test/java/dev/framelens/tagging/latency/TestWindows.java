package dev.framelens.tagging.latency;

import dev.framelens.tagging.TestFrames;
import dev.framelens.tagging.inference.Ledger;
import java.util.List;

/** Windows as the operator closes them. */
public final class TestWindows {
  public static final int SUBTASK = 3;

  private TestWindows() {}

  /** The window of one camera that had these frames, then that of its subtask. */
  public static List<LatencyWindow> of(
      String camera, long fromMillis, long toMillis, Ledger... frames) {
    var windows = new LatencyWindows(SUBTASK, 1, fromMillis);
    for (var ledger : frames) {
      windows.record(TestFrames.frame(camera, 1), ledger);
    }
    return windows.close(toMillis);
  }
}
