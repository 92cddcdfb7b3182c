package dev.framelens.cameras;

import dev.framelens.contract.CameraId;
import dev.framelens.contract.status.CameraState;
import dev.framelens.contract.status.CameraStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One camera: takes each frame of its source when it is due, encodes it and hands it to the
 * publisher. Owns its source, its encoder and its thread.
 */
final class Camera {
  private final CameraOptions options;
  private final FrameSource source;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final CameraMonitor monitor;
  private final CameraCounter counter = new CameraCounter();
  private final Pacer pacer = new Pacer();
  private final RateLimit rateLimit;
  private final CountDownLatch stopped = new CountDownLatch(1);

  private @Nullable Thread thread;
  private volatile @Nullable RuntimeException failure;
  private long sequence;

  Camera(
      CameraOptions options,
      FrameSource source,
      InstantSource clock,
      LongSupplier nanoTime,
      CameraMonitor monitor) {
    this.options = options;
    this.source = source;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.monitor = monitor;
    this.rateLimit = RateLimit.ofArrivals(options.framesPerSecond());
  }

  CameraId id() {
    return options.id();
  }

  CameraCounts counts() {
    return counter.counts();
  }

  CameraOptions options() {
    return options;
  }

  CameraState state() {
    return monitor.state();
  }

  long reconnects() {
    return monitor.reconnects();
  }

  /** Since it showed its last frame; empty: it showed none yet. */
  OptionalLong ageMillis() {
    return monitor.ageMillis();
  }

  /** Whether it has come into another state since its status was last asked for. */
  boolean isChanged() {
    return monitor.isChanged();
  }

  /** What is known of it now; rates are those since this was last asked. */
  CameraStatus status(String bridge, Instant now, @Nullable Integer partition) {
    return monitor.status(bridge, now, counts(), partition);
  }

  Optional<RuntimeException> failure() {
    return Optional.ofNullable(failure);
  }

  void start(CameraPublisher publisher) {
    var started = new Thread(() -> run(publisher), "camera-" + options.id());
    started.setDaemon(true);
    started.start();
    thread = started;
  }

  /** Asks it to stop; {@link #join} waits for it. */
  void stop() {
    stopped.countDown();
    source.interrupt();
  }

  /** Whether it has ended within the time. */
  boolean join(Duration time) throws InterruptedException {
    Thread running = thread;
    if (running == null) {
      return true;
    }
    running.join(Math.max(1, time.toMillis()));
    return !running.isAlive();
  }

  /** Gives back what a camera holds that never started. */
  void discard() {
    if (thread == null) {
      source.close();
    }
  }

  private void run(CameraPublisher publisher) {
    try (source) {
      boolean goesOn = true;
      while (goesOn && stopped.getCount() > 0) {
        goesOn = shootAll(publisher);
      }
      monitor.lost(stopped.getCount() > 0 ? "it ended" : "the bridge was stopped");
    } catch (RuntimeException broken) {
      failure = broken;
      monitor.notice("stopped: " + broken.getMessage());
      monitor.lost("it stopped: " + broken.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns whether there may be more, after a failure that a live source gets over. */
  private boolean shootAll(CameraPublisher publisher) throws InterruptedException {
    try (var encoder = new PictureEncoder(options.widthPixels(), options.quality())) {
      while (stopped.getCount() > 0) {
        Optional<SourceFrame> next = source.next();
        long passedOver = source.takePassedOver();
        counter.skipped(passedOver);
        monitor.shown(passedOver + (next.isPresent() ? 1 : 0));
        if (next.isEmpty() || !shoot(next.get(), encoder, publisher)) {
          return false;
        }
      }
      return false;
    } catch (RuntimeException failure) {
      if (!source.recovers(failure)) {
        throw failure;
      }
      return true;
    }
  }

  /** Returns false when the camera was stopped while it waited. */
  private boolean shoot(SourceFrame frame, PictureEncoder encoder, CameraPublisher publisher)
      throws InterruptedException {
    long lateNanos = frame.lateNanos();
    if (frame.positionMicros().isPresent()) {
      long position = frame.positionMicros().getAsLong();
      // On the recording's own clock: a lower rate shows fewer of its frames, not slow motion.
      if (!rateLimit.admits(TimeUnit.MICROSECONDS.toNanos(position))) {
        counter.skipped(1);
        return true;
      }
      long untilDue = pacer.untilDueNanos(position, nanoTime.getAsLong());
      if (untilDue > 0 && stopped.await(untilDue, TimeUnit.NANOSECONDS)) {
        return false;
      }
      lateNanos = Math.max(0, -untilDue);
    } else if (!rateLimit.admits(nanoTime.getAsLong())) {
      counter.skipped(1);
      return true;
    }
    sequence++;
    boolean tooLate = frame.positionMicros().isPresent() && lateNanos > Pacer.TOO_LATE_NANOS;
    if (tooLate || !publisher.hasRoom()) {
      counter.dropped();
      return true;
    }
    // When it was due, not when we came to it: being late is part of the latency.
    Instant capturedAt = clock.instant().minusNanos(lateNanos);
    byte[] jpeg = encoder.encode(frame.picture());
    monitor.published(jpeg);
    publisher.publish(new CapturedFrame(options.id(), capturedAt, sequence, jpeg), counter);
    return true;
  }
}
