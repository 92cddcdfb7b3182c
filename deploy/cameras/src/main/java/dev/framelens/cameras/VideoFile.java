package dev.framelens.cameras;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** A recorded video, at its own speed or another, once or for ever. */
final class VideoFile implements FrameSource {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SourceUri source;
  private final boolean loop;
  private final Thinning thinning;
  private final int passThroughWidth;
  private final Deadline deadline = new Deadline();

  private VideoInput input;
  private boolean firstIsWaiting = true;
  private long loopStartMicros;

  /**
   * Opens the file and decodes its first picture, so that what is no video is known at once.
   *
   * @param framesPerSecond that are wanted at most; empty: all
   * @param passThroughWidth pixels of the widest JPEG that goes on as it is
   * @throws SourceUnavailableException when there is no picture in it
   */
  VideoFile(SourceUri source, boolean loop, OptionalDouble framesPerSecond, int passThroughWidth) {
    this.source = source;
    this.loop = loop;
    this.thinning = new Thinning(framesPerSecond);
    this.passThroughWidth = passThroughWidth;
    try {
      input = open();
    } catch (RuntimeException failure) {
      deadline.close();
      throw failure;
    }
    loopStartMicros = -input.positionMicros();
  }

  private VideoInput open() {
    VideoInput opened =
        VideoInput.open(source, deadline, PATIENCE, false, thinning, passThroughWidth);
    if (opened.read()) {
      return opened;
    }
    String reason = opened.endReason();
    opened.close();
    throw new SourceUnavailableException(source, "it has no picture (" + reason + ")");
  }

  @Override
  public Optional<SourceFrame> next() {
    if (!firstIsWaiting && !input.read() && !again()) {
      return Optional.empty();
    }
    firstIsWaiting = false;
    long position = loopStartMicros + input.positionMicros();
    return Optional.of(SourceFrame.at(position, input.picture()));
  }

  // Opens the file again, since not every container can seek to its start.
  private boolean again() {
    if (!loop) {
      return false;
    }
    long endMicros = loopStartMicros + input.endMicros();
    VideoInput next = open();
    input.close();
    input = next;
    loopStartMicros = endMicros - input.positionMicros();
    return true;
  }

  @Override
  public long takePassedOver() {
    return thinning.takePassedOver();
  }

  @Override
  public void close() {
    input.close();
    deadline.close();
  }
}
