package dev.framelens.tagging.admission;

import dev.framelens.contract.FrameId;
import dev.framelens.tagging.admission.ladder.CameraPolicy;
import dev.framelens.tagging.settings.AdmissionLimits;
import dev.framelens.tagging.settings.InferenceSettings;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What a camera's frames are held to, which models look at them, and for what.
 *
 * @param models those of each frame that is admitted, one of a kind at most, since a label has room
 *     for one. Frames with equal lists share batches.
 * @param canaries instead of those for a share of the frames, the smaller share first; mostly none
 * @param live what is wanted of live frames
 */
public record AdmissionPolicy(
    AdmissionLimits limits,
    List<ModelChoice> models,
    List<Canary> canaries,
    Wanted wanted,
    CameraPolicy live)
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long UNTIL_FOREVER = Long.MAX_VALUE / 4;

  public AdmissionPolicy {
    models = List.copyOf(models);
    canaries = List.copyOf(canaries);
    check(models);
    canaries.forEach(canary -> check(canary.models()));
  }

  /** The same models for every frame, what is wanted of them by default, and no hurry. */
  public AdmissionPolicy(AdmissionLimits limits, List<ModelChoice> models) {
    this(limits, models, wanted(InferenceSettings.standard()));
  }

  /** The same models for every frame, and no hurry. */
  public AdmissionPolicy(AdmissionLimits limits, List<ModelChoice> models, Wanted wanted) {
    this(limits, models, List.of(), wanted, CameraPolicy.of(UNTIL_FOREVER));
  }

  /** What a job's settings want of every frame. */
  public static Wanted wanted(InferenceSettings settings) {
    return new Wanted(settings.top(), settings.detections(), null);
  }

  /**
   * The models of one frame: a canary's for its share, drawn by the frame's identity, so that a
   * replay draws the same.
   */
  public List<ModelChoice> models(FrameId frame) {
    if (canaries.isEmpty()) {
      return models;
    }
    double draw = draw(frame);
    for (var canary : canaries) {
      if (draw < canary.upTo()) {
        return canary.models();
      }
    }
    return models;
  }

  /** Every list that some frame may be looked at with. */
  public List<List<ModelChoice>> lists() {
    var lists = new ArrayList<List<ModelChoice>>();
    lists.add(models);
    canaries.forEach(canary -> lists.add(canary.models()));
    return lists;
  }

  /** In [0, 1), even and without memory: the finalizer of splitmix64 (Steele et al. 2014). */
  private static double draw(FrameId frame) {
    long bits = frame.topic().hashCode() * 31L + frame.partition();
    bits = mixed(bits) + frame.offset() * 0x9E3779B97F4A7C15L;
    return (mixed(bits) >>> 11) * 0x1.0p-53;
  }

  private static long mixed(long bits) {
    long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  private static void check(List<ModelChoice> models) {
    long kinds = models.stream().map(ModelChoice::kind).distinct().count();
    if (models.isEmpty() || kinds < models.size()) {
      throw new IllegalArgumentException(
          "models %s (expected: at least one, and one of a kind at most)".formatted(models));
    }
  }
}
