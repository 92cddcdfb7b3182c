package dev.framelens.catalogue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;

/** Whole directories. Symbolic links are never followed. */
final class Directories {
  private Directories() {}

  /** Deletes a directory and all in it; nothing if it is not there. */
  static void delete(Path directory) throws IOException {
    if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    PathUtils.deleteDirectory(directory);
  }

  /** For what is left behind anyway: a failure to delete must not hide the first one. */
  static void deleteQuietly(Path directory) {
    try {
      delete(directory);
    } catch (IOException e) {
      // It is a temporary directory: the system clears it, or the next fetch does.
    }
  }

  /** Makes an empty directory, whatever was there. */
  static Path renew(Path directory) throws IOException {
    delete(directory);
    return Files.createDirectories(directory);
  }

  /** Waits until the names in a directory are on the disk, as a rename needs. */
  static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Does so for a directory and all directories in it. */
  static void forceAll(Path directory) throws IOException {
    List<Path> directories;
    try (Stream<Path> all = Files.walk(directory)) {
      directories = all.filter(Files::isDirectory).toList();
    }
    for (Path each : directories) {
      force(each);
    }
  }
}
