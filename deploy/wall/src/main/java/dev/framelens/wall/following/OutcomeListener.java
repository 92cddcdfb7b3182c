package dev.framelens.wall.following;

import dev.framelens.contract.FrameId;
import dev.framelens.contract.configuration.CameraConfig;
import dev.framelens.contract.outcomes.Drop;
import dev.framelens.contract.outcomes.Label;
import dev.framelens.contract.outcomes.LatencyReport;
import dev.framelens.contract.outcomes.Rejection;
import dev.framelens.contract.status.CameraStatus;
import org.jspecify.annotations.Nullable;

/**
 * Hears what the topics say, record by record, on the follower's thread. Times are milliseconds
 * since the epoch, of the record in Kafka.
 */
public interface OutcomeListener {

  /**
   * A label.
   *
   * @param json of the record, shared and never changed
   */
  default void label(Label label, byte[] json, long atMillis) {}

  default void drop(Drop drop, long atMillis) {}

  /**
   * A rejected frame.
   *
   * @param record where the topic of rejected frames has it
   */
  default void rejection(Rejection rejection, FrameId record, long atMillis) {}

  default void latency(LatencyReport window, long atMillis) {}

  /**
   * What a bridge knows of a camera.
   *
   * @param status null where the camera was taken out of the bridge
   */
  default void status(String camera, @Nullable CameraStatus status, long atMillis) {}

  /**
   * What a camera, or {@code *}, is configured with from now on.
   *
   * @param config null to go back to the default
   */
  default void config(String key, @Nullable CameraConfig config) {}

  /**
   * A record that is none of its topic's.
   *
   * @param sentence with its place, the value and what was expected
   */
  default void unreadable(String sentence) {}
}
