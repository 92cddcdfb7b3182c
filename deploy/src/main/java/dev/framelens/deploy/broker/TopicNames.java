package dev.framelens.deploy.broker;

/**
 * The topics of one installation: the contract's roles, under the names they have on this Kafka.
 */
public record TopicNames(
    String frames, String labels, String rejected, String dropped, String latency) {

  /** The names of the contract. */
  public static TopicNames standard() {
    return new TopicNames("frames", "labels", "rejected-frames", "dropped-frames", "latency");
  }
}
