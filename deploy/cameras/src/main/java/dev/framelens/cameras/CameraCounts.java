package dev.framelens.cameras;

/**
 * What became of a camera's frames so far.
 *
 * @param sent frames that Kafka has confirmed
 * @param droppedAtCamera frames that were due and never reached Kafka: it was too slow or away, the
 *     frame too large, or this machine too late
 * @param skipped frames above the rate that was asked for
 * @param bytes of the frames that were sent
 */
public record CameraCounts(long sent, long droppedAtCamera, long skipped, long bytes) {
  static final CameraCounts NONE = new CameraCounts(0, 0, 0, 0);
}
