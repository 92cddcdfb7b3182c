package dev.framelens.tagging.admission;

import dev.framelens.tagging.settings.AdmissionLimits;
import java.io.Serializable;
import java.util.List;

/**
 * What a camera's frames are held to, and which models look at them.
 *
 * @param models those of each frame that is admitted, one of a kind at most, since a label has room
 *     for one. Frames with equal lists share batches.
 */
public record AdmissionPolicy(AdmissionLimits limits, List<ModelChoice> models)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public AdmissionPolicy {
    models = List.copyOf(models);
    long kinds = models.stream().map(ModelChoice::kind).distinct().count();
    if (models.isEmpty() || kinds < models.size()) {
      throw new IllegalArgumentException(
          "models %s (expected: at least one, and one of a kind at most)".formatted(models));
    }
  }
}
