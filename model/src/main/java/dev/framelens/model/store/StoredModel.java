package dev.framelens.model.store;

import java.nio.file.Path;

/**
 * A model whose files are on this machine.
 *
 * @param digest see {@link CatalogueEntry#digest()}
 * @param directory holds the files under their paths
 * @param description whose it is and what its bytes are
 * @param mirror where the bytes were copied from
 */
public record StoredModel(
    String name, String digest, Path directory, CatalogueEntry description, String mirror) {

  public static StoredModel of(StoredEntry entry) {
    return new StoredModel(
        entry.name(), entry.digest(), entry.directory(), entry.description(), entry.mirror());
  }
}
