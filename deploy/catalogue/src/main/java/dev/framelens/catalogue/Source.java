package dev.framelens.catalogue;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.framelens.model.store.CatalogueEntry;
import dev.framelens.model.store.EntryException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A place where the files of an entry can be had. What it gives is never trusted: digests decide.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "from")
@JsonSubTypes({
  @JsonSubTypes.Type(value = HttpsSource.class, name = "https"),
  @JsonSubTypes.Type(value = ZipSource.class, name = "zip"),
  @JsonSubTypes.Type(value = NpmSource.class, name = "npm"),
  @JsonSubTypes.Type(value = DebianSource.class, name = "debian")
})
sealed interface Source permits HttpsSource, ZipSource, NpmSource, DebianSource, DirectorySource {

  /** What users read: in failures, and as the mirror of a stored entry. */
  String describe();

  /**
   * Writes every file of the entry below an empty directory.
   *
   * @throws EntryException when this source lacks a file or gives other bytes
   * @throws IOException when this source breaks off, or the directory cannot be written
   */
  void fetch(CatalogueEntry entry, Path target, Fetching fetching)
      throws EntryException, IOException, InterruptedException;
}
