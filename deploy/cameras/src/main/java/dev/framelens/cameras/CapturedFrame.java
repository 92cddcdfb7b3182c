package dev.framelens.cameras;

import dev.framelens.contract.CameraId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A frame as it goes to Kafka.
 *
 * @param capturedAt when it was due or grabbed, by this machine's clock
 * @param sequence 1 and up; counts the frames that were dropped too, so that a reader sees the gap
 */
record CapturedFrame(CameraId camera, Instant capturedAt, long sequence, byte[] jpeg) {
  private static final DateTimeFormatter RFC_3339 =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  String time() {
    return RFC_3339.format(capturedAt);
  }
}
