package dev.framelens.model.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a stored entry's directory must hold, written into it when it was checked whole.
 *
 * @param schema {@value #SCHEMA}
 * @param digest of the entry, so that a change of the manifest shows
 * @param mirror where the bytes were copied from
 */
public record Manifest(String schema, String digest, String mirror, CatalogueEntry entry) {
  /** No entry's file can have this name: it starts with a dot. */
  public static final String FILE = ".framelens.json";

  static final String SCHEMA = "framelens.entry/1";
  private static final long LARGEST_BYTES = 8L << 20;
  private static final JsonMapper JSON = new JsonMapper();

  /** What a directory with these files must say of itself. */
  public static Manifest of(CatalogueEntry entry, String mirror) {
    return new Manifest(SCHEMA, entry.digest(), mirror, entry);
  }

  /**
   * Reads the manifest of a directory and holds the files' sizes to it, which finds what was cut or
   * lost at the price of a look at each file.
   *
   * @throws EntryException when the directory is not what was stored
   */
  static StoredEntry read(String name, Path directory) throws EntryException {
    Manifest manifest = parse(directory.resolve(FILE));
    CatalogueEntry entry = manifest.entry();
    if (!SCHEMA.equals(manifest.schema())
        || !name.equals(entry.name())
        || !entry.digest().equals(manifest.digest())) {
      throw new EntryException(
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
  public static void verify(StoredEntry stored) throws EntryException, IOException {
    for (Map.Entry<String, FileDigest> file : stored.description().files().entrySet()) {
      Path path = SafeNames.resolve(stored.directory(), file.getKey());
      file.getValue().check(file.getKey(), FileDigest.of(path));
    }
  }

  private static Manifest parse(Path file) throws EntryException {
    try {
      if (Files.size(file) > LARGEST_BYTES) {
        throw new EntryException("%s is larger than %d bytes".formatted(FILE, LARGEST_BYTES));
      }
      return JSON.readValue(Files.readAllBytes(file), Manifest.class);
    } catch (NoSuchFileException e) {
      throw new EntryException("it has no " + FILE, e);
    } catch (JsonProcessingException e) {
      throw new EntryException("%s cannot be read: %s".formatted(FILE, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new EntryException("%s cannot be read: %s".formatted(FILE, e.getMessage()), e);
    }
  }

  private static void checkSize(Path directory, String path, FileDigest expected)
      throws EntryException {
    Path file = SafeNames.resolve(directory, path);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new EntryException("it has no file " + path);
    }
    try {
      if (Files.size(file) != expected.sizeBytes()) {
        throw new EntryException(
            "%s has %d bytes (expected: %d)"
                .formatted(path, Files.size(file), expected.sizeBytes()));
      }
    } catch (IOException e) {
      throw new EntryException("%s cannot be read: %s".formatted(path, e.getMessage()), e);
    }
  }
}
