package dev.framelens.cli.demo;

import dev.framelens.contract.DropReason;
import dev.framelens.contract.FrameId;
import dev.framelens.contract.LedgerPart;
import dev.framelens.contract.outcomes.Drop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What a reader of all topics knows: which frames have their outcome, and how long it took.
 * Thread-safe; bounded by the frames under way.
 */
final class OutcomeTally {
  private static final long HIGHEST_MICROS = TimeUnit.HOURS.toMicros(1);
  private static final int DIGITS = 2;
  private static final int TOP_LABELS = 3;

  private final Set<FrameId> framesWithoutOutcome = new HashSet<>();

  /** Topics are read side by side: an outcome may come before its frame. */
  private final Set<FrameId> outcomesWithoutFrame = new HashSet<>();

  private final Map<LedgerPart, Histogram> parts = new EnumMap<>(LedgerPart.class);
  private final Histogram total = histogram();
  private final Histogram visible = histogram();
  private final Map<String, Map<String, Integer>> labelsByCamera = new TreeMap<>();
  private final Map<String, CameraTally> cameras = new TreeMap<>();
  private final Map<DropReason, Long> droppedBy = new EnumMap<>(DropReason.class);
  private long frames;
  private long labels;
  private long rejected;

  OutcomeTally() {
    for (LedgerPart part : LedgerPart.values()) {
      parts.put(part, part == LedgerPart.TOTAL ? total : histogram());
    }
  }

  synchronized void frame(FrameId id, String camera) {
    frames++;
    camera(camera).frames++;
    if (!outcomesWithoutFrame.remove(id)) {
      framesWithoutOutcome.add(id);
    }
  }

  synchronized void label(LabelLine line) {
    labels++;
    var label = line.label();
    settle(label.frame());
    var camera = camera(label.camera());
    camera.labels++;
    record(camera.total, label.micros(LedgerPart.TOTAL));
    parts.forEach((part, histogram) -> record(histogram, label.micros(part)));
    record(visible, TimeUnit.MILLISECONDS.toMicros(line.visibleMillis()));
    Map<String, Integer> seen =
        labelsByCamera.computeIfAbsent(label.camera(), id -> new HashMap<>());
    line.counts().forEach((name, count) -> seen.merge(name, count, Integer::sum));
    label.classifications().stream()
        .limit(1)
        .forEach(best -> seen.merge(best.name(), 1, Integer::sum));
  }

  synchronized void drop(Drop drop) {
    droppedBy.merge(drop.reason(), 1L, Long::sum);
    camera(drop.camera()).dropped++;
    settle(drop.frame());
  }

  synchronized void rejection(FrameId id) {
    rejected++;
    settle(id);
  }

  /** Frames that have no outcome yet. */
  synchronized long missing() {
    return framesWithoutOutcome.size();
  }

  /** The sums so far. */
  synchronized Summary summary(double seconds) {
    var percentiles = new TreeMap<LedgerPart, Summary.Percentiles>();
    parts.forEach((part, histogram) -> percentiles.put(part, percentiles(histogram)));
    return new Summary(
        frames,
        labels,
        droppedBy.values().stream().mapToLong(Long::longValue).sum(),
        rejected,
        framesWithoutOutcome.size(),
        seconds,
        labels / seconds,
        percentiles(total),
        percentiles,
        percentiles(visible),
        topLabels(),
        cameraSummaries(),
        Map.copyOf(droppedBy));
  }

  private Map<String, Summary.Camera> cameraSummaries() {
    var summaries = new TreeMap<String, Summary.Camera>();
    cameras.forEach(
        (id, camera) ->
            summaries.put(
                id,
                new Summary.Camera(
                    camera.frames,
                    camera.labels,
                    camera.dropped,
                    camera.total.getValueAtPercentile(50) / 1000.0,
                    camera.total.getValueAtPercentile(95) / 1000.0)));
    return summaries;
  }

  private CameraTally camera(String id) {
    return cameras.computeIfAbsent(id, camera -> new CameraTally());
  }

  /** What one camera sent, and what became of it. */
  private static final class CameraTally {
    private final Histogram total = histogram();
    private long frames;
    private long labels;
    private long dropped;
  }

  private void settle(FrameId id) {
    if (!framesWithoutOutcome.remove(id)) {
      outcomesWithoutFrame.add(id);
    }
  }

  private Map<String, List<String>> topLabels() {
    var top = new TreeMap<String, List<String>>();
    labelsByCamera.forEach(
        (camera, counts) -> {
          var byCount = new ArrayList<>(counts.entrySet());
          byCount.sort(Map.Entry.comparingByValue(Comparator.reverseOrder()));
          top.put(camera, byCount.stream().limit(TOP_LABELS).map(Map.Entry::getKey).toList());
        });
    return top;
  }

  private static Histogram histogram() {
    return new Histogram(1, HIGHEST_MICROS, DIGITS);
  }

  private static void record(Histogram histogram, long micros) {
    histogram.recordValue(Math.max(0, Math.min(micros, HIGHEST_MICROS)));
  }

  private static Summary.Percentiles percentiles(Histogram histogram) {
    return new Summary.Percentiles(
        histogram.getValueAtPercentile(50) / 1000.0,
        histogram.getValueAtPercentile(95) / 1000.0,
        histogram.getValueAtPercentile(99) / 1000.0);
  }
}
