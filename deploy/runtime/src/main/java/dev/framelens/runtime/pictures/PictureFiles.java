package dev.framelens.runtime.pictures;

import dev.framelens.contract.FramelensException;
import dev.framelens.contract.Limits;
import dev.framelens.contract.picture.ImageHeader;
import dev.framelens.contract.picture.UnreadableImageException;
import dev.framelens.model.image.FrameDecoder;
import dev.framelens.model.image.PictureShape;
import dev.framelens.model.image.PictureTarget;
import dev.framelens.model.image.UndecodableImageException;
import dev.framelens.tagging.settings.AdmissionLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Reads picture files with the checks that the job makes. */
final class PictureFiles {
  private PictureFiles() {}

  /**
   * Brings a picture into a square.
   *
   * @return its header
   * @throws FramelensException naming the file, where it cannot be read or decoded
   */
  static ImageHeader decode(FrameDecoder decoder, Path file, PictureTarget target) {
    try {
      long size = Files.size(file);
      if (size > Limits.MAX_FRAME_BYTES) {
        throw new FramelensException(
            "%s has %d bytes (expected: at most %d)".formatted(file, size, Limits.MAX_FRAME_BYTES));
      }
      byte[] encoded = Files.readAllBytes(file);
      ImageHeader header = ImageHeader.read(encoded);
      double missing =
          decoder.decode(
              encoded,
              new PictureShape(
                  header.start(), header.width(), header.height(), header.orientation()),
              List.of(target));
      if (missing > AdmissionLimits.standard().maxMissingRows()) {
        throw new FramelensException(
            String.format(
                Locale.ROOT,
                "%s: %.3f of its rows are missing (expected: at most %s)",
                file,
                missing,
                AdmissionLimits.standard().maxMissingRows()));
      }
      return header;
    } catch (UnreadableImageException | UndecodableImageException unreadable) {
      throw new FramelensException("%s: %s".formatted(file, unreadable.getMessage()), unreadable);
    } catch (IOException absent) {
      throw new FramelensException(
          "%s cannot be read (expected: a JPEG or PNG file)".formatted(file), absent);
    }
  }
}
