package dev.framelens.cameras;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A stream or a device: its pictures come when they come, and when they stop it is connected again,
 * for ever. One line is told for each change between working and not.
 */
final class LiveVideo implements FrameSource {
  private static final int FEW_FRAMES = 3;

  private final SourceUri source;
  private final boolean loop;
  private final Duration patience;
  private final Backoff backoff;
  private final SourceEvents events;
  private final Deadline deadline = new Deadline();
  private final CountDownLatch interrupted = new CountDownLatch(1);

  private final Thinning thinning;
  private final int passThroughWidth;
  private final SourceClock clock = new SourceClock();
  private final long intervalNanos;

  private @Nullable VideoInput input;
  private State state = State.NEW;

  /** A frame was handed out, and nobody has said yet that it was good for something. */
  private boolean proving;

  private boolean asPictures;
  private boolean asked;
  private long askedAtNanos;

  private enum State {
    NEW,
    WORKING,
    FAILING
  }

  /**
   * Connects at the first frame.
   *
   * @param loop whether a recording that the network serves starts again at its end
   * @param patience the longest to wait for an answer or a picture
   * @param framesPerSecond that are wanted at most; empty: all
   * @param passThroughWidth pixels of the widest JPEG that goes on as it is
   * @param asksPerSecond how often it is asked again at most, where an answer is one picture
   */
  LiveVideo(
      SourceUri source,
      boolean loop,
      Duration patience,
      OptionalDouble framesPerSecond,
      int passThroughWidth,
      double asksPerSecond,
      Backoff backoff,
      SourceEvents events) {
    this.source = source;
    this.loop = loop;
    this.patience = patience;
    this.thinning = new Thinning(framesPerSecond);
    this.passThroughWidth = passThroughWidth;
    this.intervalNanos = Math.round(1e9 / asksPerSecond);
    this.backoff = backoff;
    this.events = events;
  }

  @Override
  public Optional<SourceFrame> next() {
    proved();
    while (interrupted.getCount() > 0) {
      try {
        VideoInput open = open();
        if (open.read()) {
          proving = true;
          return Optional.of(frame(open));
        }
        // A length that is wrong ends the stream within its first pictures.
        asPictures |= open.multipart() && open.packets() <= FEW_FRAMES;
        boolean snapshot = open.snapshot();
        boolean finished = (open.recorded() || snapshot) && state == State.WORKING;
        disconnect();
        if (finished && !loop && !snapshot) {
          return Optional.empty();
        }
        if (!finished) {
          failing(open.endReason());
        }
      } catch (SourceUnavailableException unavailable) {
        failing(unavailable.reason());
      } catch (RuntimeException unforeseen) {
        // Whatever a live source throws: it is asked again.
        disconnect();
        failing(unforeseen.toString());
      }
    }
    return Optional.empty();
  }

  @Override
  public boolean recovers(RuntimeException failure) {
    proving = false;
    disconnect();
    failing(String.valueOf(failure.getMessage()));
    return true;
  }

  /** Asks again, but not faster than so many times a second. */
  private VideoInput open() {
    if (input != null) {
      return input;
    }
    long wait = askedAtNanos + intervalNanos - System.nanoTime();
    if (asked && wait > 0) {
      pause(wait);
    }
    asked = true;
    askedAtNanos = System.nanoTime();
    thinning.forget();
    clock.reset();
    VideoInput opened =
        VideoInput.open(source, deadline, patience, asPictures, thinning, passThroughWidth);
    input = opened;
    return opened;
  }

  /** The last frame could be used: the source works. */
  private void proved() {
    if (proving && state != State.WORKING) {
      state = State.WORKING;
      backoff.reset();
      events.connected();
      events.notice("connected to " + source);
    }
    proving = false;
  }

  private SourceFrame frame(VideoInput open) {
    // A recording comes as fast as the network: it has to be paced.
    return open.recorded()
        ? SourceFrame.at(open.positionMicros(), open.picture())
        : SourceFrame.live(
            clock.lateNanos(open.positionMicros(), System.nanoTime()), open.picture());
  }

  private void failing(String reason) {
    if (interrupted.getCount() == 0) {
      return;
    }
    events.lost(reason);
    if (state != State.FAILING) {
      events.notice(
          "%s: %s; trying again, every %d s at the latest"
              .formatted(
                  (state == State.NEW ? "cannot reach " : "lost ") + source,
                  reason,
                  backoff.limit().toSeconds()));
      state = State.FAILING;
    }
    pause(backoff.next().toNanos());
  }

  private void pause(long nanos) {
    try {
      interrupted.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      interrupted.countDown();
    }
  }

  private void disconnect() {
    if (input != null) {
      input.close();
      input = null;
    }
  }

  @Override
  public long takePassedOver() {
    return thinning.takePassedOver();
  }

  @Override
  public void interrupt() {
    interrupted.countDown();
    deadline.end();
  }

  @Override
  public void close() {
    disconnect();
    deadline.close();
  }
}
