package dev.framelens.model.store;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A thing from outside: whose it is, and what its bytes are. Where the bytes were copied from is no
 * part of it.
 *
 * @param name the entry's directory in a store
 * @param title for people
 * @param kind what reads it, such as {@code tfjs-layers}, {@code video}, {@code still}
 * @param task of a model: {@code classify} or {@code detect}; null where it is not known, as of a
 *     user's own, and for what is no model
 * @param upstream who made it
 * @param content what a model was trained on, or what a clip shows
 * @param licence as an SPDX identifier where it has one
 * @param conversion what was done to it since upstream made it
 * @param files each file's relative path, with slashes, and its digest
 */
public record CatalogueEntry(
    String name,
    String title,
    String kind,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String task,
    String upstream,
    String content,
    String licence,
    String conversion,
    Map<String, FileDigest> files) {

  public CatalogueEntry {
    SafeNames.name(name);
    files.keySet().forEach(SafeNames::path);
    if (files.isEmpty()) {
      throw new IllegalArgumentException("%s has no files (expected: 1 or more)".formatted(name));
    }
    SortedMap<String, FileDigest> sorted = new TreeMap<>(files);
    files = Collections.unmodifiableSortedMap(sorted);
  }

  /**
   * The identity of the bytes: {@code sha256:} and the SHA-256 of the only file, or of the lines
   * {@code <sha256> <path>\n} of all files in the order of their paths (what {@code sha256sum}
   * prints).
   */
  @JsonIgnore
  public String digest() {
    if (files.size() == 1) {
      return "sha256:" + files.values().iterator().next().sha256();
    }
    return "sha256:"
        + Sha256.of(
            files.entrySet().stream()
                .map(file -> file.getValue().sha256() + "  " + file.getKey() + "\n")
                .collect(Collectors.joining()));
  }

  /** The bytes of all files together. */
  @JsonIgnore
  public long sizeBytes() {
    return files.values().stream().mapToLong(FileDigest::sizeBytes).sum();
  }
}
