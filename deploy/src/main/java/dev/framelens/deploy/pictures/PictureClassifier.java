package dev.framelens.deploy.pictures;

import dev.framelens.model.FramelensException;
import dev.framelens.model.catalogue.StoredModel;
import dev.framelens.model.image.FrameDecoder;
import dev.framelens.model.image.ImageHeader;
import dev.framelens.model.image.PixelBatch;
import dev.framelens.model.image.UnreadableImageException;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.mobilenet.Prediction;
import dev.framelens.model.serving.Lease;
import dev.framelens.model.serving.ModelCache;
import dev.framelens.model.serving.ModelFiles;
import dev.framelens.model.weights.ClassLabel;
import dev.framelens.model.weights.ModelReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** Picture files through the decoder and the model that the job uses. For one thread. */
final class PictureClassifier implements AutoCloseable {
  private final Lease lease;
  private final FrameDecoder decoder;
  private final PixelBatch batch;
  private final byte[] rgb;

  private PictureClassifier(Lease lease, FrameDecoder decoder, int side) {
    this.lease = lease;
    this.decoder = decoder;
    this.batch = new PixelBatch(1, side);
    this.rgb = new byte[side * side * 3];
  }

  /**
   * Leases the model.
   *
   * @param side pixels; empty for the side that the model was trained at
   */
  static PictureClassifier open(StoredModel model, OptionalInt side, Precision precision) {
    ModelCache cache = ModelCache.ofThisJvm();
    int pixels = side.orElseGet(() -> ModelReader.readClassifier(model.directory()).trainedSide());
    return new PictureClassifier(
        cache.lease(ModelFiles.of(model), precision), cache.decoder(), pixels);
  }

  /**
   * The best classes, best first.
   *
   * @throws FramelensException naming the file, where it cannot be read or decoded
   */
  List<Prediction> classify(Path file, int top) {
    try {
      long size = Files.size(file);
      if (size > ImageHeader.MAX_BYTES) {
        throw new FramelensException(
            "%s has %d bytes (expected: at most %d)".formatted(file, size, ImageHeader.MAX_BYTES));
      }
      byte[] encoded = Files.readAllBytes(file);
      decoder.decode(encoded, ImageHeader.read(encoded), batch.side(), rgb);
    } catch (UnreadableImageException unreadable) {
      throw new FramelensException("%s: %s".formatted(file, unreadable.getMessage()), unreadable);
    } catch (IOException absent) {
      throw new FramelensException(
          "%s cannot be read (expected: a JPEG or PNG file)".formatted(file), absent);
    }
    batch.clear();
    batch.add(rgb);
    return lease.model().classifier().classify(batch, top).get(0);
  }

  ClassLabel label(Prediction prediction) {
    return lease.model().labels().get(prediction.index());
  }

  int classes() {
    return lease.model().labels().size();
  }

  int side() {
    return batch.side();
  }

  @Override
  public void close() {
    batch.close();
    lease.close();
  }
}
