package dev.framelens.tagging.admission;

import dev.framelens.tagging.settings.AdmissionLimits;
import java.io.Serializable;

/**
 * What a camera's frames are held to, and which models look at them.
 *
 * @param models those of each frame that is admitted
 */
public record AdmissionPolicy(AdmissionLimits limits, FrameModels models) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The same with the precisions that suit this machine, where they were left to it. */
  public AdmissionPolicy onThisMachine() {
    return new AdmissionPolicy(limits, models.onThisMachine());
  }
}
