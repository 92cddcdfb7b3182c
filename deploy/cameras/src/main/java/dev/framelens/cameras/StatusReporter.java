package dev.framelens.cameras;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.framelens.contract.CameraId;
import dev.framelens.contract.status.CameraStatus;
import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells each camera's status: at every change, and as often as the contract says. Owns its thread.
 * Closing it tells the last of each; close it after the fleet and before the publisher.
 */
public final class StatusReporter implements AutoCloseable {
  private static final long LOOK_MILLIS = 250;

  private final Fleet fleet;
  private final CameraPublisher publisher;
  private final String topic;
  private final String bridge;
  private final InstantSource clock;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "camera-status");

  private StatusReporter(
      Fleet fleet, CameraPublisher publisher, String topic, String bridge, InstantSource clock) {
    this.fleet = fleet;
    this.publisher = publisher;
    this.topic = topic;
    this.bridge = bridge;
    this.clock = clock;
    thread.setDaemon(true);
  }

  /**
   * Starts to tell.
   *
   * @param topic which is there
   * @param bridge its name, 1 to 128 characters of {@code A-Za-z0-9._-}
   */
  public static StatusReporter start(
      Fleet fleet, CameraPublisher publisher, String topic, String bridge) {
    var reporter = new StatusReporter(fleet, publisher, topic, bridge, InstantSource.system());
    reporter.thread.start();
    return reporter;
  }

  private void run() {
    long everyNanos = CameraStatus.EVERY.toNanos();
    long lastNanos = System.nanoTime() - everyNanos;
    try {
      do {
        boolean all = System.nanoTime() - lastNanos >= everyNanos;
        lastNanos = all ? System.nanoTime() : lastNanos;
        fleet.cameras().stream().filter(camera -> all || camera.isChanged()).forEach(this::tell);
      } while (!stopped.await(LOOK_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(Camera camera) {
    CameraStatus status = camera.status(bridge, clock.instant(), publisher.partition(camera.id()));
    publisher.tell(topic, status.camera().getBytes(UTF_8), status.write());
  }

  /** These cameras are no longer the bridge's. */
  void gone(Collection<CameraId> cameras) {
    cameras.forEach(camera -> publisher.tell(topic, camera.key(), null));
  }

  @Override
  public void close() {
    stopped.countDown();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    fleet.cameras().forEach(this::tell);
  }
}
