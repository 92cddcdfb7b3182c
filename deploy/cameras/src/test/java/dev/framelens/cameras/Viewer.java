package dev.framelens.cameras;

import static java.util.Objects.requireNonNull;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Looks at a live source on a thread of its own, as a camera does, and shows each picture as it
 * would go to Kafka. What fails is tried again at once.
 */
final class Viewer implements AutoCloseable {
  private static final long SECONDS = 60;

  private final BlockingQueue<BufferedImage> pictures = new SynchronousQueue<>();
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final LiveVideo source;
  private final Thread thread = new Thread(this::look, "viewer");

  Viewer(String uri) {
    this(uri, Duration.ofSeconds(10));
  }

  /**
   * Connects.
   *
   * @param patience the longest to wait for an answer or a picture
   */
  Viewer(String uri, Duration patience) {
    var backoff =
        new Backoff(Duration.ofMillis(1), Duration.ofMillis(20)) {
          @Override
          Duration next() {
            failures.incrementAndGet();
            return super.next();
          }
        };
    source =
        new LiveVideo(
            SourceUri.parse(uri),
            false,
            patience,
            OptionalDouble.empty(),
            Integer.MAX_VALUE,
            50,
            backoff,
            notices::add);
    thread.start();
  }

  private void look() {
    try (source;
        var encoder = new PictureEncoder(OptionalInt.empty(), 95)) {
      for (var frame = source.next(); frame.isPresent(); frame = source.next()) {
        pictures.put(TestPictures.read(encoder.encode(frame.get().picture())));
      }
    } catch (InterruptedException closed) {
      // Nobody wants to see more.
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** What its user was told so far. */
  List<String> notices() {
    return notices;
  }

  /** Attempts that failed and connections that were lost, so far. */
  int failures() {
    return failures.get();
  }

  /** The next picture, which may have waited. */
  BufferedImage next() throws InterruptedException {
    return requireNonNull(pictures.poll(SECONDS, TimeUnit.SECONDS), "no picture within a minute");
  }

  /** Passes pictures over until one is so wide. */
  BufferedImage next(int width) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    BufferedImage picture = next();
    while (picture.getWidth() != width) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "no picture of width %d within a minute (found: %d)"
                .formatted(width, picture.getWidth()));
      }
      picture = next();
    }
    return picture;
  }

  /** Whether the source has said that it has no more. */
  boolean ended() {
    return !thread.isAlive();
  }

  /** The same without waiting, for those who want no picture; true. */
  boolean skip() {
    pictures.poll();
    return true;
  }

  /** Its thread is gone when this returns. */
  @Override
  public void close() {
    source.interrupt();
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
    }
  }
}
