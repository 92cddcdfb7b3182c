package dev.framelens.cameras;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A stream or a device: its pictures come when they come, and when they stop it is connected again,
 * for ever. One line is told for each change between working and not.
 */
final class LiveVideo implements FrameSource {
  private final SourceUri source;
  private final boolean loop;
  private final Duration patience;
  private final Backoff backoff;
  private final Consumer<String> notices;
  private final Deadline deadline = new Deadline();
  private final CountDownLatch interrupted = new CountDownLatch(1);

  private @Nullable VideoInput input;
  private State state = State.NEW;

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
   */
  LiveVideo(
      SourceUri source,
      boolean loop,
      Duration patience,
      Backoff backoff,
      Consumer<String> notices) {
    this.source = source;
    this.loop = loop;
    this.patience = patience;
    this.backoff = backoff;
    this.notices = notices;
  }

  @Override
  public Optional<SourceFrame> next() {
    while (interrupted.getCount() > 0) {
      try {
        VideoInput open = input == null ? VideoInput.open(source, deadline, patience) : input;
        input = open;
        if (open.read()) {
          return Optional.of(working(open));
        }
        boolean finished = open.recorded() && state == State.WORKING;
        disconnect();
        if (finished && !loop) {
          return Optional.empty();
        }
        if (!finished) {
          failing(open.endReason());
        }
      } catch (SourceUnavailableException unavailable) {
        failing(unavailable.reason());
      }
    }
    return Optional.empty();
  }

  private SourceFrame working(VideoInput open) {
    if (state != State.WORKING) {
      state = State.WORKING;
      backoff.reset();
      notices.accept("connected to " + source);
    }
    var picture = new Picture.Decoded(open.picture());
    // A recording comes as fast as the network: it has to be paced.
    return open.recorded()
        ? SourceFrame.at(open.positionMicros(), picture)
        : SourceFrame.now(picture);
  }

  private void failing(String reason) {
    if (interrupted.getCount() == 0) {
      return;
    }
    if (state != State.FAILING) {
      notices.accept(
          "%s: %s; trying again, every %d s at the latest"
              .formatted(
                  (state == State.NEW ? "cannot reach " : "lost ") + source,
                  reason,
                  backoff.limit().toSeconds()));
      state = State.FAILING;
    }
    try {
      interrupted.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS);
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
