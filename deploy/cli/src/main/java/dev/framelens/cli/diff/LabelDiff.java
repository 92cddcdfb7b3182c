package dev.framelens.cli.diff;

import dev.framelens.contract.FrameId;
import dev.framelens.contract.outcomes.Label;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The labels of two sides, met by the identity of their frames. Of labels that a side wrote twice
 * for a frame the first counts. It holds labels until their frames' other ones come.
 */
final class LabelDiff {
  /** The name of all cameras together. */
  static final String ALL = "*";

  private final Side one;
  private final Side other;
  private final double boxOverlap;
  private final CameraDiff all;
  private final Map<String, CameraDiff> cameras = new TreeMap<>();
  private final Map<FrameId, Label> ofOne = new HashMap<>();
  private final Map<FrameId, Label> ofOther = new HashMap<>();
  private final Set<FrameId> met = new HashSet<>();
  private final Set<String> pipelines = new TreeSet<>();

  LabelDiff(Side one, Side other, double boxOverlap) {
    this.one = one;
    this.other = other;
    this.boxOverlap = boxOverlap;
    this.all = new CameraDiff(ALL, boxOverlap);
  }

  /** A label of either. */
  void take(Label label) {
    takeOne(label);
    takeOther(label);
  }

  /** A label of the one, where both have topics of their own. */
  void takeOne(Label label) {
    pipelines.add(label.pipeline());
    if (one.has(label) && !met.contains(label.frame())) {
      ofOne.putIfAbsent(label.frame(), label);
      meet(label.frame());
    }
  }

  /** A label of the other. */
  void takeOther(Label label) {
    pipelines.add(label.pipeline());
    if (other.has(label) && !met.contains(label.frame())) {
      ofOther.putIfAbsent(label.frame(), label);
      meet(label.frame());
    }
  }

  private void meet(FrameId frame) {
    @Nullable Label first = ofOne.get(frame);
    @Nullable Label second = ofOther.get(frame);
    if (first != null && second != null) {
      ofOne.remove(frame);
      ofOther.remove(frame);
      met.add(frame);
      all.both(first, second);
      camera(first.camera()).both(first, second);
    }
  }

  /** Frames that both looked at, so far. */
  long met() {
    return met.size();
  }

  /** Every pipeline that wrote a label. */
  Set<String> pipelines() {
    return pipelines;
  }

  /**
   * Each camera's, in the order of their ids, and that of all together at the end.
   *
   * @param pairs most changes that are told of a camera
   */
  List<CameraDiff.Report> finish(int pairs) {
    ofOne.values().forEach(label -> alone(label, true));
    ofOther.values().forEach(label -> alone(label, false));
    var reports = new ArrayList<CameraDiff.Report>();
    cameras.values().forEach(camera -> reports.add(camera.report(pairs)));
    reports.add(all.report(pairs));
    return reports;
  }

  private void alone(Label label, boolean isOne) {
    all.alone(isOne);
    camera(label.camera()).alone(isOne);
  }

  private CameraDiff camera(String id) {
    return cameras.computeIfAbsent(id, camera -> new CameraDiff(camera, boxOverlap));
  }
}
