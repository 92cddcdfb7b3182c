package dev.framelens.catalogue;

import dev.framelens.model.store.CatalogueEntry;
import dev.framelens.model.store.EntryDirectory;
import dev.framelens.model.store.FileDigest;
import dev.framelens.model.store.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Small entries and stores to test with. */
final class TestEntries {
  /** Plain http to the loopback, and little patience. */
  static final Web.Limits LOOPBACK =
      new Web.Limits(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(20), true);

  private TestEntries() {}

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static FileDigest digest(byte[] bytes) {
    return new FileDigest(HexFormat.of().formatHex(Sha256.start().digest(bytes)), bytes.length);
  }

  /** An entry whose files have these texts. */
  static CatalogueEntry entry(String name, Map<String, String> files) {
    Map<String, FileDigest> digests = new TreeMap<>();
    files.forEach((path, text) -> digests.put(path, digest(bytes(text))));
    return new CatalogueEntry(
        name, "A thing", "test", null, "its maker", "nothing", "CC0-1.0", "none", digests);
  }

  static Store store(Path directory, Catalogue.Listing... listings) {
    return store(directory, Tools.standard(), listings);
  }

  static Store store(Path directory, Tools tools, Catalogue.Listing... listings) {
    return new Store(
        new EntryDirectory(directory),
        "thing",
        "`things pull NAME`",
        Catalogue.of(listings),
        () -> new Fetcher(LOOPBACK, tools));
  }

  static Catalogue.Listing listing(CatalogueEntry entry, Source... sources) {
    return new Catalogue.Listing(entry, List.of(sources));
  }

  /** Every file below a directory with its text, to compare before and after. */
  static Map<String, String> contents(Path directory) throws IOException {
    Map<String, String> contents = new LinkedHashMap<>();
    if (!Files.exists(directory)) {
      return contents;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      files
          .filter(Files::isRegularFile)
          .sorted()
          .forEach(file -> contents.put(directory.relativize(file).toString(), text(file)));
    }
    return contents;
  }

  static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
