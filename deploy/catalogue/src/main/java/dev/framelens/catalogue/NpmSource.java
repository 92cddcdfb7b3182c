package dev.framelens.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.framelens.model.store.CatalogueEntry;
import dev.framelens.model.store.EntryException;
import dev.framelens.model.store.FileDigest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Files in a folder of an npm package, fetched by {@code npm pack} with the registry that the
 * machine uses.
 *
 * @param specification {@code name@version}
 * @param tarball what npm must fetch
 * @param folder in the tarball, with a slash at its end
 */
record NpmSource(@JsonProperty("package") String specification, FileDigest tarball, String folder)
    implements Source {

  @Override
  public String describe() {
    return "npm " + specification;
  }

  @Override
  public void fetch(CatalogueEntry entry, Path target, Fetching fetching)
      throws EntryException, IOException, InterruptedException {
    Path packed = fetching.packages().npm(specification, tarball, fetching.progress());
    try (InputStream tar =
        new GZIPInputStream(new BufferedInputStream(Files.newInputStream(packed)))) {
      TarFiles.extract(tar, folder, entry, target, fetching);
    }
  }
}
