package dev.framelens.model.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a source fetches one entry with, and the tally of its bytes. Not thread-safe. */
final class Fetching {
  private final CatalogueEntry entry;
  private final Web web;
  private final Packages packages;
  private final Progress progress;
  private final long totalBytes;
  private long doneBytes;

  Fetching(CatalogueEntry entry, Web web, Packages packages, Progress progress) {
    this.entry = entry;
    this.web = web;
    this.packages = packages;
    this.progress = progress;
    this.totalBytes = entry.sizeBytes();
  }

  Web web() {
    return web;
  }

  Packages packages() {
    return packages;
  }

  Progress progress() {
    return progress;
  }

  /** Checks and writes one file of the entry below the target directory. */
  void write(String path, InputStream in, Path target) throws IOException, FetchException {
    Path file = SafeNames.resolve(target, path);
    Files.createDirectories(file.getParent());
    FileDigest expected = entry.files().get(path);
    if (expected == null) {
      throw new IllegalArgumentException("%s is no file of %s".formatted(path, entry.name()));
    }
    expected.copy(path, in, file, this::add);
  }

  private void add(long bytes) {
    doneBytes += bytes;
    progress.bytes(entry.name(), doneBytes, totalBytes);
  }
}
