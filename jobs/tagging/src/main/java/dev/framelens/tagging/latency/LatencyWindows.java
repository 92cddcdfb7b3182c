package dev.framelens.tagging.latency;

import dev.framelens.contract.LedgerPart;
import dev.framelens.tagging.admission.FrameInfo;
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
  private final LiveTotals live = new LiveTotals();

  /** Totals by camera, the one seen last at the end. */
  private final LinkedHashMap<String, CameraTotals> cameras = new LinkedHashMap<>(16, 0.75f, true);

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

  void record(FrameInfo frame, Ledger ledger) {
    frames++;
    parts.forEach((part, histogram) -> histogram.record(ledger.micros(part)));
    var camera = camera(frame.camera());
    camera.total().record(ledger.totalMicros());
    var served = frame.served();
    if (served != null) {
      live.add(served);
      camera.live().add(served);
    }
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
      cameras.values().removeIf(camera -> camera.total().count() == 0);
      cameras.forEach((camera, totals) -> closed.add(cameraWindow(camera, totals, toMillis)));
      closed.add(subtaskWindow(toMillis));
      cameras.values().forEach(CameraTotals::reset);
      live.reset();
      parts.values().forEach(PartHistogram::reset);
    } else {
      cameras.clear();
    }
    openedAtMillis = nowMillis;
    frames = 0;
    overflowFrames = 0;
    return closed;
  }

  private CameraTotals camera(String camera) {
    var known = cameras.get(camera);
    if (known != null) {
      return known;
    }
    var totals = cameras.size() < maxCameras ? new CameraTotals() : evictOldest();
    cameras.put(camera, totals);
    return totals;
  }

  private CameraTotals evictOldest() {
    var oldest = cameras.values().iterator();
    var totals = oldest.next();
    oldest.remove();
    overflowFrames += totals.total().count();
    totals.reset();
    return totals;
  }

  private LatencyWindow cameraWindow(String camera, CameraTotals totals, long toMillis) {
    return new LatencyWindow(
        camera,
        subtask,
        openedAtMillis,
        toMillis,
        totals.total().count(),
        0,
        List.of(totals.total().summary(LedgerPart.TOTAL)),
        totals.live().meanRung(),
        totals.live().letGo());
  }

  private LatencyWindow subtaskWindow(long toMillis) {
    var summaries = new ArrayList<LatencyWindow.Part>();
    parts.forEach((part, histogram) -> summaries.add(histogram.summary(part)));
    return new LatencyWindow(
        null,
        subtask,
        openedAtMillis,
        toMillis,
        frames,
        overflowFrames,
        summaries,
        live.meanRung(),
        live.letGo());
  }

  /** Of one camera. */
  private record CameraTotals(PartHistogram total, LiveTotals live) {
    CameraTotals() {
      this(new PartHistogram(), new LiveTotals());
    }

    void reset() {
      total.reset();
      live.reset();
    }
  }
}
