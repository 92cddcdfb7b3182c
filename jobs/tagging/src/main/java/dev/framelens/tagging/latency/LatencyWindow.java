package dev.framelens.tagging.latency;

import dev.framelens.contract.LedgerPart;
import dev.framelens.tagging.admission.LetGoCounts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long frames took within one stretch of time: those of one camera, or all of one subtask.
 *
 * @param camera null for the window of the subtask
 * @param subtask of the operator that measured, from 0
 * @param fromMillis milliseconds since 1970, by this machine's clock
 * @param toMillis milliseconds since 1970, after {@code fromMillis}
 * @param frames at least 1
 * @param overflowFrames of the subtask's window: frames that no camera's window counts, because
 *     there were more cameras than {@code --max-cameras}; 0 for a camera
 * @param parts of a camera the total only, of a subtask every part
 * @param meanRung of live frames, 0 for the pipeline's own side; null where none was live
 * @param letGo before the live frames of the window, of the same cameras
 */
public record LatencyWindow(
    @Nullable String camera,
    int subtask,
    long fromMillis,
    long toMillis,
    long frames,
    long overflowFrames,
    List<Part> parts,
    @Nullable Double meanRung,
    LetGoCounts letGo) {

  /**
   * One part's distribution, to two digits.
   *
   * @param histogram a compressed HdrHistogram of microseconds, in Base64; windows are merged by
   *     adding their histograms, never from their percentiles
   */
  public record Part(
      LedgerPart part,
      long p50Micros,
      long p95Micros,
      long p99Micros,
      long maxMicros,
      String histogram) {}

  /** The key of the record: the camera, or {@code subtask-N}. */
  public String key() {
    return camera == null ? "subtask-" + subtask : camera;
  }

  public double framesPerSecond() {
    return frames * 1000.0 / (toMillis - fromMillis);
  }
}
