package dev.framelens.contract;

import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * The topics of a pipeline: two to read, five to write, no two the same.
 *
 * @param frames encoded pictures, key: camera id
 * @param labels what the models saw, key: camera id
 * @param rejected frames that no retry can help, with their keys and bytes as they came
 * @param dropped what is known of frames that were let go on purpose, key: camera id
 * @param latency windows of latency, key: camera id or {@code subtask-N}
 * @param config what each camera is configured with, compacted, key: camera id or {@code *}
 * @param rejectedConfig configurations that were refused, with their keys and bytes as they came
 */
public record TopicNames(
    String frames,
    String labels,
    String rejected,
    String dropped,
    String latency,
    String config,
    String rejectedConfig)
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String RULE = "1 to 249 characters of A-Za-z0-9._-, neither . nor ..";

  /**
   * Topics whose names Kafka takes.
   *
   * @throws IllegalArgumentException with the name and what was expected
   */
  public TopicNames {
    var all = List.of(frames, labels, rejected, dropped, latency, config, rejectedConfig);
    all.forEach(TopicNames::checked);
    if (Set.copyOf(all).size() < all.size()) {
      throw new IllegalArgumentException(
          "The topics are %s (expected: seven different ones)".formatted(String.join(", ", all)));
    }
  }

  /**
   * The same name, where Kafka takes it.
   *
   * @throws IllegalArgumentException with the name and what was expected
   */
  public static String checked(String name) {
    if (!name.matches("[A-Za-z0-9._-]{1,249}") || name.equals(".") || name.equals("..")) {
      throw new IllegalArgumentException(
          "'%s' is no topic's name (expected: %s)".formatted(name, RULE));
    }
    return name;
  }

  /** Frames, their outcomes and latency, then configurations and those that were refused. */
  public List<String> all() {
    return List.of(frames, labels, rejected, dropped, latency, config, rejectedConfig);
  }

  /**
   * Those that a job cannot do without: where nobody configures cameras, no topic for it need be
   * there.
   */
  public List<String> required() {
    return List.of(frames, labels, rejected, dropped, latency, rejectedConfig);
  }

  /** Topics of their own, for a pipeline beside others: {@code PREFIXframes} and so on. */
  public static TopicNames startingWith(String prefix) {
    return new TopicNames(
        prefix + "frames",
        prefix + "labels",
        prefix + "rejected",
        prefix + "dropped",
        prefix + "latency",
        prefix + "config",
        prefix + "rejected-config");
  }

  /** What the topics are called where nobody says otherwise. */
  public static TopicNames standard() {
    return new TopicNames(
        "frames",
        "labels",
        "rejected-frames",
        "dropped-frames",
        "latency",
        "camera-config",
        "rejected-config");
  }
}
