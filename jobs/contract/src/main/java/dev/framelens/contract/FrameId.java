package dev.framelens.contract;

/**
 * Where Kafka keeps a frame: its identity for ever.
 *
 * @param topic the topic's name
 * @param partition 0 and up
 * @param offset 0 and up
 */
public record FrameId(String topic, int partition, long offset) {
  @Override
  public String toString() {
    return topic + "/" + partition + "@" + offset;
  }
}
