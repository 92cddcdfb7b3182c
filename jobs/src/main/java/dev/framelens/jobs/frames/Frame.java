package dev.framelens.jobs.frames;

import org.jspecify.annotations.Nullable;

/**
 * One admitted picture of one camera, still encoded. The array is shared, never copied and never
 * changed.
 *
 * @param camera 1 to 128 characters of {@code A-Za-z0-9._-}
 * @param encoded a JPEG or PNG, at most 8 MiB
 * @param width pixels, from the picture's header
 * @param height pixels, from the picture's header
 * @param sequence the camera's own count of its frames, where it sent one
 * @param capturedAtMicros microseconds since 1970, by {@code captureClock}
 * @param clockSkewed whether that clock is off by more than the threshold
 * @param ingestMicros from capture to the broker's append; 0 where unknown
 * @param queueMicros from append (or capture) to the task's hand; 0 where unknown
 * @param takenAtNanos the monotonic clock of this JVM as the task took the frame: the parts of the
 *     ledger that follow start here
 */
public record Frame(
    FrameId id,
    String camera,
    byte[] encoded,
    int width,
    int height,
    @Nullable Long sequence,
    long capturedAtMicros,
    CaptureClock captureClock,
    boolean clockSkewed,
    long ingestMicros,
    long queueMicros,
    long takenAtNanos) {}
