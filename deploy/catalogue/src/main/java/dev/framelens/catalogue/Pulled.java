package dev.framelens.catalogue;

import dev.framelens.model.store.StoredEntry;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of asking for several entries.
 *
 * @param entries those that are in the store now
 * @param failures for each of the others, by name, the sentence that says why
 */
public record Pulled(List<StoredEntry> entries, Map<String, String> failures) {
  public Pulled {
    entries = List.copyOf(entries);
    failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
  }
}
