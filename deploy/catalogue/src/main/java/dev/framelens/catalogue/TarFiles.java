package dev.framelens.catalogue;

import dev.framelens.model.store.CatalogueEntry;
import dev.framelens.model.store.EntryException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Picks the files of an entry out of a tar stream. */
final class TarFiles {
  private static final long LARGEST_ARCHIVE_BYTES = 4L << 30;

  private TarFiles() {}

  /**
   * Writes every file of the entry that lies in a folder of the archive, and stops reading at the
   * last. Only the catalogue's paths are written, whatever the archive calls its members; links are
   * no files.
   *
   * @param folder ends with a slash
   */
  static void extract(
      InputStream tar, String folder, CatalogueEntry entry, Path target, Fetching fetching)
      throws IOException, EntryException {
    Map<String, String> wanted = new HashMap<>();
    entry.files().keySet().forEach(path -> wanted.put(folder + path, path));
    long seenBytes = 0;
    // Left open: its owner may have to end the process that writes it.
    var members = new TarArchiveInputStream(tar);
    while (!wanted.isEmpty()) {
      TarArchiveEntry member = members.getNextEntry();
      if (member == null) {
        throw new EntryException(
            "it has no " + wanted.keySet().stream().sorted().findFirst().get());
      }
      seenBytes += member.getSize();
      if (seenBytes > LARGEST_ARCHIVE_BYTES) {
        throw new EntryException(
            "it unpacks to more than %d bytes".formatted(LARGEST_ARCHIVE_BYTES));
      }
      if (member.isFile() && !member.isSymbolicLink() && !member.isLink()) {
        String path = wanted.remove(withoutDot(member.getName()));
        if (path != null) {
          fetching.write(path, members, target);
        }
      }
    }
  }

  /** Debian's archives name their members from {@code ./} on. */
  private static String withoutDot(String name) {
    return name.startsWith("./") ? name.substring(2) : name;
  }
}
