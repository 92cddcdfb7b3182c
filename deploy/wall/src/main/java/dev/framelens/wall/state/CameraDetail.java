package dev.framelens.wall.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A camera's last minutes.
 *
 * @param seconds those with an outcome, oldest first
 * @param ledgerMillis mean of each part over the last minute; empty without labels
 * @param labels the latest, newest first
 * @param config what the topic of configurations says of it
 */
public record CameraDetail(
    CameraView camera,
    int historySeconds,
    List<SecondView> seconds,
    Map<String, Double> ledgerMillis,
    List<LabelView> labels,
    ConfigView config) {

  /**
   * One second.
   *
   * @param second since the epoch
   * @param meanAgeMillis of its labels, capture to label; null without labels
   * @param maxAgeMillis the same of the oldest
   * @param rung mean of its labels' rungs; null where labels are not live
   */
  public record SecondView(
      long second,
      int labels,
      @Nullable Double meanAgeMillis,
      @Nullable Double maxAgeMillis,
      @Nullable Double rung,
      Map<String, Long> dropped,
      Map<String, Long> rejected) {}

  /**
   * What is configured.
   *
   * @param own of the camera itself
   * @param inForce with what {@code *} says where the camera's own says nothing; what neither says
   *     is as the job's options say
   * @param set the command that would write the same again, to be changed by hand
   */
  public record ConfigView(JsonNode own, JsonNode inForce, String set) {}
}
