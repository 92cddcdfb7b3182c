package dev.framelens.runtime.pictures;

import dev.framelens.contract.FramelensException;
import dev.framelens.model.image.FrameDecoder;
import dev.framelens.model.image.PictureFit;
import dev.framelens.model.image.PictureTarget;
import dev.framelens.model.image.PixelBatch;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.mobilenet.Prediction;
import dev.framelens.model.serving.Lease;
import dev.framelens.model.serving.ModelCache;
import dev.framelens.model.serving.ModelFiles;
import dev.framelens.model.store.StoredModel;
import dev.framelens.model.weights.ClassLabel;
import dev.framelens.model.weights.ClassifierFile;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** Picture files through the decoder and the model that the job uses. For one thread. */
public final class PictureClassifier implements AutoCloseable {
  private final Lease lease;
  private final FrameDecoder decoder;
  private final PixelBatch batch;
  private final PictureTarget target;
  private final int firstObject;

  private PictureClassifier(Lease lease, FrameDecoder decoder, int side, int firstObject) {
    this.lease = lease;
    this.decoder = decoder;
    this.batch = new PixelBatch(1, side);
    this.target = PictureTarget.allocate(PictureFit.STRETCH, side);
    this.firstObject = firstObject;
  }

  /**
   * Leases the model.
   *
   * @param side pixels; empty for the side that the model was trained at
   */
  public static PictureClassifier open(StoredModel model, OptionalInt side, Precision precision) {
    ModelCache cache = ModelCache.ofThisJvm();
    Lease lease = cache.lease(ModelFiles.of(model), precision);
    if (lease.model().file() instanceof ClassifierFile file) {
      return new PictureClassifier(
          lease, cache.decoder(), side.orElse(file.trainedSide()), file.firstObject());
    }
    lease.close();
    throw new FramelensException(
        "%s holds a detector (expected: a classifier)".formatted(model.directory()));
  }

  /**
   * The best classes, best first.
   *
   * @throws FramelensException naming the file, where it cannot be read or decoded
   */
  public List<Prediction> classify(Path file, int top) {
    PictureFiles.decode(decoder, file, target);
    batch.clear();
    batch.add(target.rgb());
    return lease.model().classifier().classify(batch, top).get(0);
  }

  public ClassLabel label(Prediction prediction) {
    return lease.model().labels().get(prediction.index());
  }

  /**
   * The class as its data set counts, from 0 and without a background, so that one truth serves
   * networks with and without; -1 for the background.
   */
  int indexInDataSet(Prediction prediction) {
    return prediction.index() - firstObject;
  }

  /** Classes of the data set. */
  int classes() {
    return lease.model().labels().size() - firstObject;
  }

  /** How it computes, which is fp32 where this machine does not have what was asked for. */
  public Precision precision() {
    return lease.model().precision();
  }

  /** Pixels of the square that the model sees. */
  public int side() {
    return batch.side();
  }

  @Override
  public void close() {
    batch.close();
    lease.close();
  }
}
