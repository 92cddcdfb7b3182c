package dev.framelens.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.framelens.model.store.CatalogueEntry;
import dev.framelens.model.store.EntryException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Files in a folder of a Debian package, fetched by {@code apt-get download} and unpacked without
 * root. The package's version is the machine's; the files must be the catalogue's all the same.
 *
 * @param name of the package
 * @param folder in the package, with a slash at its end and none before
 */
record DebianSource(@JsonProperty("package") String name, String folder) implements Source {

  @Override
  public String describe() {
    return "Debian package " + name;
  }

  @Override
  public void fetch(CatalogueEntry entry, Path target, Fetching fetching)
      throws EntryException, IOException, InterruptedException {
    Path archive = fetching.packages().debian(name, fetching.progress());
    Process unpacking = fetching.packages().debianTar(archive);
    try (InputStream tar = new BufferedInputStream(unpacking.getInputStream())) {
      TarFiles.extract(tar, folder, entry, target, fetching);
    } finally {
      unpacking.destroyForcibly();
    }
  }
}
