package dev.framelens.tagging.admission;

import dev.framelens.contract.configuration.RegionOfInterest;
import dev.framelens.tagging.settings.DetectionSettings;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of a frame, whichever models look at it. Frames that want different things share
 * batches.
 *
 * @param labels at most, best first
 * @param detections which boxes
 * @param region the only part that is looked at; null for the whole frame
 */
public record Wanted(int labels, DetectionSettings detections, @Nullable RegionOfInterest region)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}
