package dev.framelens.catalogue;

import dev.framelens.contract.FramelensException;
import dev.framelens.model.store.CatalogueEntry;
import dev.framelens.model.store.FileDigest;
import dev.framelens.model.store.SafeNames;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;

/** Describes a user's own file or directory, of which no catalogue knows. */
final class Import {
  private static final int MOST_FILES = 10_000;
  private static final long MOST_BYTES = 8L << 30;

  private Import() {}

  /** The directory that an import copies from: a file's own, or the directory itself. */
  static Path root(Path fileOrDirectory) {
    Path absolute = fileOrDirectory.toAbsolutePath().normalize();
    if (Files.isDirectory(absolute)) {
      return absolute;
    }
    Path parent = absolute.getParent();
    if (parent == null || !Files.isRegularFile(absolute)) {
      throw new FramelensException(
          "%s is no file and no directory (expected: one of them, to import)"
              .formatted(fileOrDirectory));
    }
    return parent;
  }

  /** All its files, but those whose names start with a dot. Links are refused. */
  static CatalogueEntry describe(Path fileOrDirectory, String name) throws IOException {
    Path root = root(fileOrDirectory);
    var files = new Walk(root);
    Files.walkFileTree(fileOrDirectory.toAbsolutePath().normalize(), files);
    if (files.found.isEmpty()) {
      throw new FramelensException(
          "%s holds no files (expected: a model's)".formatted(fileOrDirectory));
    }
    return new CatalogueEntry(
        name,
        name,
        "imported",
        null,
        "not stated; imported from " + fileOrDirectory.toAbsolutePath().normalize(),
        "not stated",
        "not stated",
        "not stated",
        files.found);
  }

  private static final class Walk extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Map<String, FileDigest> found = new TreeMap<>();
    private long bytes;

    Walk(Path root) {
      this.root = root;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      boolean hidden = !directory.equals(root) && isHidden(directory);
      return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (isHidden(file)) {
        return FileVisitResult.CONTINUE;
      }
      if (!attributes.isRegularFile()) {
        throw new FramelensException(
            "%s is a link or a device (expected: plain files)".formatted(file));
      }
      bytes += attributes.size();
      if (found.size() == MOST_FILES || bytes > MOST_BYTES) {
        throw new FramelensException(
            "%s holds more than %d files or %d bytes, too much to import"
                .formatted(root, MOST_FILES, MOST_BYTES));
      }
      String path =
          root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
      found.put(SafeNames.path(path), FileDigest.of(file));
      return FileVisitResult.CONTINUE;
    }

    private static boolean isHidden(Path file) {
      return file.getFileName().toString().startsWith(".");
    }
  }
}
