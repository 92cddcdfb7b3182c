package dev.framelens.cameras;

import dev.framelens.contract.FramelensException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Opens what an address stands for. */
final class Sources {
  /** Of stills and folders, which have no clock of their own. */
  static final double STILL_FRAMES_PER_SECOND = 10;

  /** Of an address that gives one picture for each request. */
  static final double SNAPSHOTS_PER_SECOND = 1;

  private static final Duration LIVE_PATIENCE = Duration.ofSeconds(10);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LAST_RETRY = Duration.ofSeconds(30);

  private Sources() {}

  /**
   * Opens a source; the caller closes it. What is live connects later, at its first frame.
   *
   * @throws FramelensException when a file or folder is not there or has no picture
   */
  static FrameSource open(CameraOptions options, SourceEvents events) {
    SourceUri source = options.source();
    if (!source.stored()) {
      return new LiveVideo(
          source,
          options.loop(),
          LIVE_PATIENCE,
          options.framesPerSecond(),
          options.passThroughWidth(),
          options.framesPerSecond().orElse(SNAPSHOTS_PER_SECOND),
          new Backoff(FIRST_RETRY, LAST_RETRY),
          events);
    }
    FrameSource stored = stored(options, source, events);
    events.connected();
    return stored;
  }

  private static FrameSource stored(CameraOptions options, SourceUri source, SourceEvents events) {
    Path path = Path.of(source.location());
    if (!Files.isReadable(path)) {
      throw new FramelensException(
          "%s is not there or may not be read (expected: a video, a picture or a folder of pictures)"
              .formatted(path.toString().contains("@") ? ShownAddress.of(path.toString()) : path));
    }
    double stillRate = options.framesPerSecond().orElse(STILL_FRAMES_PER_SECOND);
    if (Files.isDirectory(path)) {
      return new PictureFolder(
          path, stillRate, options.widthPixels(), options.loop(), events::notice);
    }
    if (source.kind() == SourceUri.Kind.STILL || Stills.named(path)) {
      return new PanningStill(source, stillRate);
    }
    return new VideoFile(
        source, options.loop(), options.framesPerSecond(), options.passThroughWidth());
  }
}
