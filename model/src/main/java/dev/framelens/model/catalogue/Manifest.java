package dev.framelens.model.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * What a stored entry's directory must hold, written into it when it was checked whole.
 *
 * @param schema {@value #SCHEMA}
 * @param digest of the entry, so that a change of the manifest shows
 * @param mirror where the bytes were copied from
 */
record Manifest(String schema, String digest, String mirror, CatalogueEntry entry) {
  /** No entry's file can have this name: it starts with a dot. */
  static final String FILE = ".framelens.json";

  static final String SCHEMA = "framelens.entry/1";
  private static final long LARGEST_BYTES = 8L << 20;
  private static final JsonMapper JSON = new JsonMapper();

  static void write(CatalogueEntry entry, String mirror, Path directory) throws IOException {
    var manifest = new Manifest(SCHEMA, entry.digest(), mirror, entry);
    byte[] json = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
    try (FileChannel out =
        FileChannel.open(
            directory.resolve(FILE), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(json);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      out.force(true);
    }
  }

  /**
   * Reads the manifest of a directory and holds the files' sizes to it, which finds what was cut or
   * lost at the price of a look at each file.
   *
   * @throws FetchException when the directory is not what was stored
   */
  static StoredEntry read(String name, Path directory) throws FetchException {
    Manifest manifest = parse(directory.resolve(FILE));
    CatalogueEntry entry = manifest.entry();
    if (!SCHEMA.equals(manifest.schema())
        || !name.equals(entry.name())
        || !entry.digest().equals(manifest.digest())) {
      throw new FetchException(
          "%s says schema %s, name %s and digest %s (expected: %s, %s and %s)"
              .formatted(
                  FILE,
                  manifest.schema(),
                  entry.name(),
                  manifest.digest(),
                  SCHEMA,
                  name,
                  entry.digest()));
    }
    for (Map.Entry<String, FileDigest> file : entry.files().entrySet()) {
      checkSize(directory, file.getKey(), file.getValue());
    }
    return new StoredEntry(entry, manifest.mirror(), directory);
  }

  /** Reads every byte of a stored entry. */
  static void verify(StoredEntry stored) throws FetchException, IOException {
    for (Map.Entry<String, FileDigest> file : stored.description().files().entrySet()) {
      Path path = SafeNames.resolve(stored.directory(), file.getKey());
      file.getValue().check(file.getKey(), FileDigest.of(path));
    }
  }

  private static Manifest parse(Path file) throws FetchException {
    try {
      if (Files.size(file) > LARGEST_BYTES) {
        throw new FetchException("%s is larger than %d bytes".formatted(FILE, LARGEST_BYTES));
      }
      return JSON.readValue(Files.readAllBytes(file), Manifest.class);
    } catch (NoSuchFileException e) {
      throw new FetchException("it has no " + FILE, e);
    } catch (JsonProcessingException e) {
      throw new FetchException("%s cannot be read: %s".formatted(FILE, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new FetchException("%s cannot be read: %s".formatted(FILE, e.getMessage()), e);
    }
  }

  private static void checkSize(Path directory, String path, FileDigest expected)
      throws FetchException {
    Path file = SafeNames.resolve(directory, path);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FetchException("it has no file " + path);
    }
    try {
      if (Files.size(file) != expected.sizeBytes()) {
        throw new FetchException(
            "%s has %d bytes (expected: %d)"
                .formatted(path, Files.size(file), expected.sizeBytes()));
      }
    } catch (IOException e) {
      throw new FetchException("%s cannot be read: %s".formatted(path, e.getMessage()), e);
    }
  }
}
