package dev.framelens.cameras;

import dev.framelens.contract.FramelensException;
import dev.framelens.contract.picture.ImageFormat;
import dev.framelens.contract.picture.ImageHeader;
import dev.framelens.contract.picture.UnreadableImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of JPEG and PNG files in the order of their names, as a camera. A JPEG that has the size
 * asked for goes out as it is; a file that is no picture is told of once and passed over.
 */
final class PictureFolder implements FrameSource {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final double MICROS = 1e6;

  private final Path folder;
  private final List<Path> files;
  private final double framesPerSecond;
  private final OptionalInt widthPixels;
  private final boolean loop;
  private final Consumer<String> notices;
  private final Deadline deadline = new Deadline();

  private @Nullable VideoInput shown;
  private int next;
  private boolean firstRound = true;
  private long frames;

  /**
   * Lists the files now; none is read yet.
   *
   * @throws FramelensException when there is none
   */
  PictureFolder(
      Path folder,
      double framesPerSecond,
      OptionalInt widthPixels,
      boolean loop,
      Consumer<String> notices) {
    this.folder = folder;
    this.framesPerSecond = framesPerSecond;
    this.widthPixels = widthPixels;
    this.loop = loop;
    this.notices = notices;
    try (Stream<Path> entries = Files.list(folder)) {
      this.files = entries.filter(Stills::named).sorted().toList();
    } catch (IOException failure) {
      throw new FramelensException("%s cannot be read: %s".formatted(folder, failure), failure);
    }
    if (files.isEmpty()) {
      throw new FramelensException(
          "%s has no pictures (expected: files that end in .jpg, .jpeg or .png)".formatted(folder));
    }
  }

  @Override
  public Optional<SourceFrame> next() {
    while (next < files.size() || again()) {
      Path file = files.get(next++);
      try {
        Picture picture = read(file);
        long position = Math.round(frames++ * MICROS / framesPerSecond);
        return Optional.of(SourceFrame.at(position, picture));
      } catch (SourceUnavailableException | IOException | UnreadableImageException broken) {
        if (firstRound) {
          notices.accept("%s is passed over: %s".formatted(file, broken.getMessage()));
        }
      }
    }
    if (frames == 0) {
      throw new FramelensException(
          "%s: none of its %d pictures can be read".formatted(folder, files.size()));
    }
    return Optional.empty();
  }

  private boolean again() {
    next = 0;
    firstRound = false;
    return loop && frames > 0;
  }

  private Picture read(Path file) throws IOException {
    release();
    byte[] bytes = Files.readAllBytes(file);
    ImageHeader header = ImageHeader.read(bytes);
    if (header.format() == ImageFormat.JPEG
        && header.width() <= widthPixels.orElse(header.width())) {
      return new Picture.Encoded(bytes);
    }
    VideoInput input = VideoInput.open(SourceUri.file(file), deadline, PATIENCE);
    shown = input;
    if (!input.read()) {
      throw new SourceUnavailableException(SourceUri.file(file), input.endReason());
    }
    return input.picture();
  }

  private void release() {
    if (shown != null) {
      shown.close();
      shown = null;
    }
  }

  @Override
  public void close() {
    release();
    deadline.close();
  }
}
