package dev.framelens.tagging.settings;

import dev.framelens.contract.DurationText;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How frames are put to the model.
 *
 * @param batchSize frames that share a call at most, 1 to 256
 * @param linger how long a frame waits for others, at most a minute; zero: until no frame is
 *     waiting in the task's hand
 * @param top labels for each frame, 1 to 1000
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
  private static final Duration LONGEST_LINGER = Duration.ofMinutes(1);

  public InferenceSettings {
    Ranges.check("batch size", batchSize, 1, 256);
    Ranges.checkAtLeast("linger", linger, Duration.ZERO);
    if (linger.compareTo(LONGEST_LINGER) > 0) {
      throw new IllegalArgumentException(
          "linger %s is too long (expected: at most %s)"
              .formatted(DurationText.of(linger), DurationText.of(LONGEST_LINGER)));
    }
    Ranges.check("top", top, 1, 1000);
  }

  public static InferenceSettings standard() {
    return new InferenceSettings(4, Duration.ZERO, 5, DetectionSettings.standard(), null);
  }

  public InferenceSettings withBatchSize(int batchSize) {
    return new InferenceSettings(batchSize, linger, top, detections, storeHome);
  }

  public InferenceSettings withLinger(Duration linger) {
    return new InferenceSettings(batchSize, linger, top, detections, storeHome);
  }

  public InferenceSettings withTop(int top) {
    return new InferenceSettings(batchSize, linger, top, detections, storeHome);
  }

  public InferenceSettings withDetections(DetectionSettings detections) {
    return new InferenceSettings(batchSize, linger, top, detections, storeHome);
  }

  public InferenceSettings withStoreHome(@Nullable String storeHome) {
    return new InferenceSettings(batchSize, linger, top, detections, storeHome);
  }
}
