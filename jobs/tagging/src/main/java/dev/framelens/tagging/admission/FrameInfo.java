package dev.framelens.tagging.admission;

import dev.framelens.contract.CaptureClock;
import dev.framelens.contract.FrameId;
import dev.framelens.contract.picture.ImageHeader;
import dev.framelens.tagging.source.ArrivedFrame;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one picture of one camera. The picture itself travels beside it as far as
 * somebody needs it; this goes on to the record that goes out.
 *
 * @param camera 1 to 128 characters of {@code A-Za-z0-9._-}
 * @param header what the picture says of itself, read once
 * @param sequence the camera's own count of its frames, where it sent one
 * @param capturedAtMicros microseconds since 1970, by {@code captureClock}
 * @param clockSkewed whether that clock is off by more than the threshold
 * @param ingestMicros from capture to the broker's append; 0 where unknown
 * @param queueMicros from append (or capture) to the task's hand; 0 where unknown
 * @param takenAtNanos the monotonic clock of this JVM as the task took the frame: the parts of the
 *     ledger that follow start here
 * @param place among its camera's frames, from where a spread frame was received to its answer;
 *     null everywhere else. Spreading has records of its own for it on both ways between subtasks.
 *     Between them lie the stages, and what they hand on of a frame is this: spreading shares them
 *     with the job that does not spread.
 * @param truncatedRows share of the picture's rows that are missing, in [0, 1]; known once it was
 *     decoded
 * @param served how it came out of the waiting room; null before that, and where there is none
 */
public record FrameInfo(
    FrameId id,
    String camera,
    ImageHeader header,
    @Nullable Long sequence,
    long capturedAtMicros,
    CaptureClock captureClock,
    boolean clockSkewed,
    long ingestMicros,
    long queueMicros,
    long takenAtNanos,
    @Nullable CameraSequence place,
    double truncatedRows,
    @Nullable Served served) {

  static FrameInfo of(ArrivedFrame arrived, String camera, ImageHeader header, Timing timing) {
    return new FrameInfo(
        arrived.id(),
        camera,
        header,
        arrived.sequence(),
        timing.capturedAtMicros(),
        timing.clock(),
        timing.skewed(),
        timing.ingestMicros(),
        timing.queueMicros(),
        arrived.takenAtNanos(),
        null,
        0,
        null);
  }

  /**
   * How old the frame is, by the clock that may judge it: since the broker's append or the
   * producer's stamp, and where neither can be believed, since the task took it.
   *
   * @param nowNanos the monotonic clock of this JVM
   */
  public long ageMicros(long nowNanos) {
    return queueMicros + TimeUnit.NANOSECONDS.toMicros(nowNanos - takenAtNanos);
  }

  /**
   * The same frame in the hand of another task, perhaps of another JVM.
   *
   * @param order the frame's place among its camera's
   * @param waitedMicros since the task before took it; more time in the queue
   * @param retakenAtNanos the monotonic clock of this JVM now
   */
  public FrameInfo retaken(CameraSequence order, long waitedMicros, long retakenAtNanos) {
    return waited(waitedMicros, retakenAtNanos, order, null);
  }

  /** The same frame as it comes out of the waiting room; the wait is more time in the queue. */
  FrameInfo served(Served how, long nowNanos) {
    return waited(TimeUnit.NANOSECONDS.toMicros(nowNanos - takenAtNanos), nowNanos, null, how);
  }

  private FrameInfo waited(
      long micros, long untilNanos, @Nullable CameraSequence order, @Nullable Served how) {
    return new FrameInfo(
        id,
        camera,
        header,
        sequence,
        capturedAtMicros,
        captureClock,
        clockSkewed,
        ingestMicros,
        queueMicros + micros,
        untilNanos,
        order,
        truncatedRows,
        how);
  }

  /** The same frame once it is known how much of it is missing. */
  public FrameInfo truncated(double share) {
    return new FrameInfo(
        id,
        camera,
        header,
        sequence,
        capturedAtMicros,
        captureClock,
        clockSkewed,
        ingestMicros,
        queueMicros,
        takenAtNanos,
        place,
        share,
        served);
  }
}
