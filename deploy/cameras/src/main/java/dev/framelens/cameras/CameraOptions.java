package dev.framelens.cameras;

import dev.framelens.contract.CameraId;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One camera.
 *
 * @param framesPerSecond the most that are shown, evenly, of a video or of what is live; of
 *     pictures, which have no clock, just so many; empty: the source's own clock
 * @param widthPixels wider pictures are scaled down to it, their proportions kept; empty: as they
 *     come
 * @param quality of the JPEGs that are encoded, 1 to 100 (see {@link JpegEncoder}); those of the
 *     source go on as they are
 * @param loop whether what was recorded starts again at its end
 */
public record CameraOptions(
    CameraId id,
    SourceUri source,
    OptionalDouble framesPerSecond,
    OptionalInt widthPixels,
    int quality,
    boolean loop) {
  public static final int DEFAULT_QUALITY = 80;

  public CameraOptions {
    require(quality >= 1 && quality <= 100, "quality", quality, "1 to 100");
    double fps = framesPerSecond.orElse(1);
    require(fps > 0 && fps <= 1000, "fps", fps, "more than 0, at most 1000");
    int width = widthPixels.orElse(640);
    require(width >= 16 && width <= 16_384, "width", width, "16 to 16384 pixels");
  }

  /** A looping camera at the source's own clock and size. */
  public static CameraOptions of(CameraId id, SourceUri source) {
    return new CameraOptions(
        id, source, OptionalDouble.empty(), OptionalInt.empty(), DEFAULT_QUALITY, true);
  }

  /** Pixels of the widest JPEG of the source that goes on as it is. */
  int passThroughWidth() {
    return widthPixels.orElse(Integer.MAX_VALUE);
  }

  private static void require(boolean holds, String name, Number found, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("%s %s (expected: %s)".formatted(name, found, expected));
    }
  }
}
