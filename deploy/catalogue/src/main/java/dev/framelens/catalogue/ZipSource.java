package dev.framelens.catalogue;

import dev.framelens.model.store.CatalogueEntry;
import dev.framelens.model.store.EntryException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Members of a zip archive at an address. Only the catalogue's paths are written, whatever the
 * archive calls its members, and each is held to its own digest.
 *
 * @param address of the archive
 * @param names what the archive calls a file, where it differs from the path in the entry; may be
 *     left out of a catalogue
 */
record ZipSource(URI address, Map<String, String> names) implements Source {
  private static final int MOST_MEMBERS = 10_000;

  ZipSource {
    names = names == null ? Map.of() : Map.copyOf(names);
  }

  @Override
  public String describe() {
    return address.toString();
  }

  @Override
  public void fetch(CatalogueEntry entry, Path target, Fetching fetching)
      throws EntryException, IOException, InterruptedException {
    Map<String, String> wanted = new HashMap<>();
    entry.files().keySet().forEach(path -> wanted.put(names.getOrDefault(path, path), path));
    try (InputStream body = fetching.web().open(address, entry.sizeBytes());
        var zip = new ZipInputStream(body)) {
      for (int members = 0; !wanted.isEmpty() && members < MOST_MEMBERS; members++) {
        ZipEntry member = zip.getNextEntry();
        if (member == null) {
          break;
        }
        String path = wanted.remove(member.getName());
        if (path != null) {
          fetching.write(path, zip, target);
        }
      }
    }
    if (!wanted.isEmpty()) {
      throw new EntryException("it has no " + wanted.keySet().stream().sorted().findFirst().get());
    }
  }
}
