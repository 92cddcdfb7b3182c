package dev.framelens.cameras;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Whether a file is another than it was: by its time and size, as mounts tell no events. */
final class FileWatch {
  private final Path file;
  private Optional<Version> seen;

  private record Version(long modifiedNanos, long size) {}

  FileWatch(Path file) {
    this.file = file;
    this.seen = version();
  }

  /** Whether it has changed since this was last asked; one that is not there has not. */
  boolean changed() {
    Optional<Version> now = version();
    boolean changed = now.isPresent() && !now.equals(seen);
    seen = now.isPresent() ? now : seen;
    return changed;
  }

  private Optional<Version> version() {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(
          new Version(attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS), attributes.size()));
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }
}
