package dev.framelens.tagging.admission;

import dev.framelens.contract.CaptureClock;
import dev.framelens.contract.FrameId;
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
 * @param place the frame's place among its camera's, where frames are spread over subtasks; null
 *     where one subtask keeps their order by itself
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
    long takenAtNanos,
    @Nullable CameraSequence place) {
  private static final byte[] NO_PICTURE = {};

  /** A frame that stays in one subtask. */
  public Frame(
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
      long takenAtNanos) {
    this(
        id,
        camera,
        encoded,
        width,
        height,
        sequence,
        capturedAtMicros,
        captureClock,
        clockSkewed,
        ingestMicros,
        queueMicros,
        takenAtNanos,
        null);
  }

  /** The same frame with its place among its camera's. */
  public Frame at(CameraSequence place) {
    return copy(encoded, queueMicros, takenAtNanos, place);
  }

  /**
   * The same frame in the hand of another task, perhaps of another JVM.
   *
   * @param waitedMicros since the task before took it; more time in the queue
   * @param retakenAtNanos the monotonic clock of this JVM now
   */
  public Frame retaken(long waitedMicros, long retakenAtNanos) {
    return copy(encoded, queueMicros + waitedMicros, retakenAtNanos, place);
  }

  /** The same frame for those that need its picture no more. */
  public Frame withoutPicture() {
    return copy(NO_PICTURE, queueMicros, takenAtNanos, place);
  }

  private Frame copy(byte[] bytes, long queued, long takenAt, @Nullable CameraSequence place) {
    return new Frame(
        id,
        camera,
        bytes,
        width,
        height,
        sequence,
        capturedAtMicros,
        captureClock,
        clockSkewed,
        ingestMicros,
        queued,
        takenAt,
        place);
  }
}
