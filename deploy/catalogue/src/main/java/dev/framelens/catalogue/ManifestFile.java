package dev.framelens.catalogue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framelens.model.store.CatalogueEntry;
import dev.framelens.model.store.Manifest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes the manifest of a directory whose files were checked. */
final class ManifestFile {
  private static final JsonMapper JSON = new JsonMapper();

  private ManifestFile() {}

  /** Returns when it is on the disk. */
  static void write(CatalogueEntry entry, String mirror, Path directory) throws IOException {
    byte[] json =
        JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(Manifest.of(entry, mirror));
    try (FileChannel out =
        FileChannel.open(
            directory.resolve(Manifest.FILE),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(json);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      out.force(true);
    }
  }
}
