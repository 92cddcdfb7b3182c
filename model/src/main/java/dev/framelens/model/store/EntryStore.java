package dev.framelens.model.store;

import dev.framelens.model.ModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Entries on this machine, to be read; whoever asks for one that is missing or damaged hears what
 * to do. Nothing here fetches or writes. Thread-safe, also while another process adds entries.
 */
public final class EntryStore {
  private final EntryDirectory entries;
  private final String noun;
  private final Remedies remedies;

  /** What to do about an entry, as the end of a sentence. */
  public interface Remedies {
    String missing(String name);

    String damaged(String name);
  }

  /**
   * The entries in a directory.
   *
   * @param noun what messages call an entry
   */
  public EntryStore(EntryDirectory entries, String noun, Remedies remedies) {
    this.entries = entries;
    this.noun = noun;
    this.remedies = remedies;
  }

  public Path directory() {
    return entries.path();
  }

  /** The names of all entries in the store, damaged ones too, in order. */
  public List<String> names() {
    try {
      return entries.names();
    } catch (IOException e) {
      throw cannotUse(e);
    }
  }

  /** The entries in the store, without damaged ones, in the order of their names. */
  public List<StoredEntry> list() {
    List<StoredEntry> found = new ArrayList<>();
    for (String name : names()) {
      try {
        entries.find(name).ifPresent(found::add);
      } catch (EntryException | ModelException damaged) {
        // Left out, as said: whoever asks for it by name hears why.
      }
    }
    return found;
  }

  /**
   * The entry, with the sizes of its files checked.
   *
   * @throws ModelException when it is there and damaged
   */
  public Optional<StoredEntry> find(String name) {
    try {
      return entries.find(name);
    } catch (EntryException e) {
      throw damaged(name, e);
    }
  }

  /**
   * The entry, with the sizes of its files checked.
   *
   * @throws ModelException when it is damaged or missing, with what is there and how to get this
   *     one
   */
  public StoredEntry require(String name) {
    return find(name).orElseThrow(() -> missing(name));
  }

  /**
   * The entry, with every byte checked.
   *
   * @throws ModelException when it is damaged or missing
   */
  public StoredEntry verify(String name) {
    StoredEntry stored = require(name);
    try {
      Manifest.verify(stored);
      return stored;
    } catch (EntryException e) {
      throw damaged(name, e);
    } catch (IOException e) {
      throw cannotUse(e);
    }
  }

  private ModelException missing(String name) {
    List<String> names = names();
    String there = names.isEmpty() ? "nothing" : String.join(", ", names);
    return new ModelException(
        "No %s '%s' in %s (there: %s; %s)"
            .formatted(noun, name, directory(), there, remedies.missing(name)));
  }

  private ModelException damaged(String name, EntryException reason) {
    return new ModelException(
        "The %s '%s' in %s is damaged: %s (%s)"
            .formatted(noun, name, entries.home(name), reason.reason(), remedies.damaged(name)),
        reason);
  }

  private ModelException cannotUse(IOException e) {
    return new ModelException("Cannot use the store %s: %s".formatted(directory(), e), e);
  }
}
