package dev.framelens.catalogue;

import dev.framelens.model.store.CatalogueEntry;
import dev.framelens.model.store.EntryException;
import dev.framelens.model.store.FileDigest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * Files below an address.
 *
 * @param base ends with a slash
 * @param names what the place calls a file, where it differs from the path in the entry; may be
 *     left out of a catalogue
 */
record HttpsSource(URI base, Map<String, String> names) implements Source {

  HttpsSource {
    if (!base.toString().endsWith("/")) {
      throw new IllegalArgumentException(
          "Address %s (expected: a slash at its end)".formatted(base));
    }
    names = names == null ? Map.of() : Map.copyOf(names);
  }

  @Override
  public String describe() {
    return base.toString();
  }

  @Override
  public void fetch(CatalogueEntry entry, Path target, Fetching fetching)
      throws EntryException, IOException, InterruptedException {
    for (Map.Entry<String, FileDigest> file : entry.files().entrySet()) {
      String path = file.getKey();
      String name = names.getOrDefault(path, path);
      long sizeBytes = file.getValue().sizeBytes();
      try (InputStream in = fetching.web().open(base.resolve(name), sizeBytes)) {
        fetching.write(path, in, target);
      }
    }
  }
}
