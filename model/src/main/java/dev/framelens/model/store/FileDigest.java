package dev.framelens.model.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What the bytes of one file must be.
 *
 * @param sha256 64 hexadecimal digits in lower case
 * @param sizeBytes the exact length
 */
public record FileDigest(String sha256, long sizeBytes) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final int CHUNK_BYTES = 1 << 16;

  public FileDigest {
    if (sha256 == null || !SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "SHA-256 %s (expected: 64 hexadecimal digits in lower case)".formatted(sha256));
    }
    if (sizeBytes < 0) {
      throw new IllegalArgumentException(
          "Size %d bytes (expected: 0 or more)".formatted(sizeBytes));
    }
  }

  /** The digest of a file as it is. */
  public static FileDigest of(Path file) throws IOException {
    MessageDigest sha256 = Sha256.start();
    long sizeBytes = 0;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] chunk = new byte[CHUNK_BYTES];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        sha256.update(chunk, 0, read);
        sizeBytes += read;
      }
    }
    return new FileDigest(HexFormat.of().formatHex(sha256.digest()), sizeBytes);
  }

  /** Fails with both values when another file's digest differs from this one. */
  public void check(String name, FileDigest found) throws EntryException {
    if (found.sizeBytes != sizeBytes) {
      throw new EntryException(
          "%s has %d bytes (expected: %d)".formatted(name, found.sizeBytes, sizeBytes));
    }
    if (!found.sha256.equals(sha256)) {
      throw new EntryException(
          "%s has SHA-256 %s (expected: %s)".formatted(name, found.sha256, sha256));
    }
  }
}
