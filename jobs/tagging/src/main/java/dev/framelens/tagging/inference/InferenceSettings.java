package dev.framelens.tagging.inference;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How frames are put to the model.
 *
 * @param batchSize frames that share a call at most, at least 1
 * @param linger how long a frame waits for others; zero: until no frame is waiting in the task's
 *     hand
 * @param top labels for each frame
 * @param detections what counts as one
 * @param storeHome the folder that holds {@code models/} on the task managers; null for their own
 */
public record InferenceSettings(
    int batchSize,
    Duration linger,
    int top,
    DetectionSettings detections,
    @Nullable String storeHome)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** For a classifier. */
  public InferenceSettings(int batchSize, Duration linger, int top, @Nullable String storeHome) {
    this(batchSize, linger, top, DetectionSettings.STANDARD, storeHome);
  }

  public InferenceSettings {
    if (batchSize < 1 || top < 1 || linger.isNegative()) {
      throw new IllegalArgumentException(
          "batch size %d, top %d, linger %s (expected: at least 1, 1 and 0)"
              .formatted(batchSize, top, linger));
    }
  }
}
