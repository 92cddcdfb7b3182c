package dev.framelens.catalogue;

import dev.framelens.model.store.CatalogueEntry;
import dev.framelens.model.store.EntryException;
import dev.framelens.model.store.FileDigest;
import dev.framelens.model.store.SafeNames;
import dev.framelens.model.store.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/** What a source fetches one entry with, and the tally of its bytes. Not thread-safe. */
final class Fetching {
  private static final int CHUNK_BYTES = 1 << 16;

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
  void write(String path, InputStream in, Path target) throws IOException, EntryException {
    Path file = SafeNames.resolve(target, path);
    Files.createDirectories(file.getParent());
    FileDigest expected = entry.files().get(path);
    if (expected == null) {
      throw new IllegalArgumentException("%s is no file of %s".formatted(path, entry.name()));
    }
    copy(path, expected, in, file);
  }

  /**
   * Copies the expected bytes, and no others, to a new file that is on the disk when this returns.
   * Reads at most one byte more than expected.
   */
  private void copy(String path, FileDigest expected, InputStream in, Path target)
      throws IOException, EntryException {
    MessageDigest digest = Sha256.start();
    long copied = 0;
    try (FileChannel out =
        FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      byte[] chunk = new byte[CHUNK_BYTES];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        copied += read;
        if (copied > expected.sizeBytes()) {
          throw new EntryException(
              "%s is longer than the %d bytes expected".formatted(path, expected.sizeBytes()));
        }
        digest.update(chunk, 0, read);
        ByteBuffer rest = ByteBuffer.wrap(chunk, 0, read);
        while (rest.hasRemaining()) {
          out.write(rest);
        }
        add(read);
      }
      out.force(true);
    }
    expected.check(path, new FileDigest(HexFormat.of().formatHex(digest.digest()), copied));
  }

  private void add(long bytes) {
    doneBytes += bytes;
    progress.bytes(entry.name(), doneBytes, totalBytes);
  }
}
