package dev.framelens.catalogue;

import dev.framelens.model.store.CatalogueEntry;
import dev.framelens.model.store.EntryException;
import dev.framelens.model.store.SafeNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Files of this machine, as a user names them. */
record DirectorySource(Path directory) implements Source {

  @Override
  public String describe() {
    return directory.toString();
  }

  @Override
  public void fetch(CatalogueEntry entry, Path target, Fetching fetching)
      throws EntryException, IOException {
    for (String path : entry.files().keySet()) {
      Path file = SafeNames.resolve(directory, path);
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new EntryException("it has no file " + path);
      }
      try (InputStream in =
          Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
        fetching.write(path, in, target);
      }
    }
  }
}
