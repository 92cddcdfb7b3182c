package dev.framelens.tagging.settings;

import java.time.Duration;

/**
 * How outcomes come to their topics.
 *
 * @param checkpointInterval between the checkpoints that commit what was read, at least 100 ms
 * @param delivery how often an outcome may come
 */
public record DeliverySettings(Duration checkpointInterval, Delivery delivery) {
  /** What comes faster costs more than it saves. */
  private static final Duration LEAST_INTERVAL = Duration.ofMillis(100);

  public DeliverySettings {
    Ranges.checkAtLeast("checkpoint interval", checkpointInterval, LEAST_INTERVAL);
  }

  public static DeliverySettings standard() {
    return new DeliverySettings(Duration.ofSeconds(10), Delivery.AT_LEAST_ONCE);
  }

  public DeliverySettings withCheckpointInterval(Duration checkpointInterval) {
    return new DeliverySettings(checkpointInterval, delivery);
  }

  public DeliverySettings withDelivery(Delivery delivery) {
    return new DeliverySettings(checkpointInterval, delivery);
  }
}
