package dev.framelens.tagging.latency;

import dev.framelens.contract.LedgerPart;
import dev.framelens.tagging.inference.Ledger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The latencies of one subtask's frames in the window that is open now. Memory is bounded by the
 * number of cameras: the one that was silent longest makes room for a new one. Single-threaded.
 */
final class LatencyWindows {
  private final int subtask;
  private final int maxCameras;
  private final Map<LedgerPart, PartHistogram> parts = new EnumMap<>(LedgerPart.class);

  /** Totals by camera, the one seen last at the end. */
  private final LinkedHashMap<String, PartHistogram> cameras = new LinkedHashMap<>(16, 0.75f, true);

  private long openedAtMillis;
  private long frames;
  private long overflowFrames;

  LatencyWindows(int subtask, int maxCameras, long nowMillis) {
    this.subtask = subtask;
    this.maxCameras = maxCameras;
    this.openedAtMillis = nowMillis;
    for (var part : LedgerPart.values()) {
      parts.put(part, new PartHistogram());
    }
  }

  void record(String camera, Ledger ledger) {
    frames++;
    parts.forEach((part, histogram) -> histogram.record(ledger.micros(part)));
    cameraHistogram(camera).record(ledger.totalMicros());
  }

  int openCameras() {
    return cameras.size();
  }

  /**
   * Closes the window and opens the next one: each camera's window in the order of their last
   * frames, then the subtask's. Nothing where no frame came; a camera without a frame leaves.
   */
  List<LatencyWindow> close(long nowMillis) {
    var closed = new ArrayList<LatencyWindow>();
    if (frames > 0) {
      long toMillis = Math.max(nowMillis, openedAtMillis + 1);
      cameras.values().removeIf(histogram -> histogram.count() == 0);
      cameras.forEach((camera, total) -> closed.add(cameraWindow(camera, total, toMillis)));
      closed.add(subtaskWindow(toMillis));
      cameras.values().forEach(PartHistogram::reset);
      parts.values().forEach(PartHistogram::reset);
    } else {
      cameras.clear();
    }
    openedAtMillis = nowMillis;
    frames = 0;
    overflowFrames = 0;
    return closed;
  }

  private PartHistogram cameraHistogram(String camera) {
    var known = cameras.get(camera);
    if (known != null) {
      return known;
    }
    var histogram = cameras.size() < maxCameras ? new PartHistogram() : evictOldest();
    cameras.put(camera, histogram);
    return histogram;
  }

  private PartHistogram evictOldest() {
    var oldest = cameras.values().iterator();
    var histogram = oldest.next();
    oldest.remove();
    overflowFrames += histogram.count();
    histogram.reset();
    return histogram;
  }

  private LatencyWindow cameraWindow(String camera, PartHistogram total, long toMillis) {
    return new LatencyWindow(
        camera,
        subtask,
        openedAtMillis,
        toMillis,
        total.count(),
        0,
        List.of(total.summary(LedgerPart.TOTAL)));
  }

  private LatencyWindow subtaskWindow(long toMillis) {
    var summaries = new ArrayList<LatencyWindow.Part>();
    parts.forEach((part, histogram) -> summaries.add(histogram.summary(part)));
    return new LatencyWindow(
        null, subtask, openedAtMillis, toMillis, frames, overflowFrames, summaries);
  }
}
