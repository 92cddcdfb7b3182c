package dev.framelens.model.store;

import java.nio.file.Path;

/**
 * An entry whose files are on this machine.
 *
 * @param description whose it is and what its bytes are
 * @param mirror where the bytes were copied from
 * @param directory holds the files under their paths
 */
public record StoredEntry(CatalogueEntry description, String mirror, Path directory) {

  public String name() {
    return description.name();
  }

  /** See {@link CatalogueEntry#digest()}. */
  public String digest() {
    return description.digest();
  }
}
