package dev.framelens.runtime.pictures;

import dev.framelens.contract.picture.ImageHeader;
import dev.framelens.model.detection.Detection;
import dev.framelens.model.detection.DetectionLimits;
import dev.framelens.model.detection.DetectionNetwork;
import dev.framelens.model.image.FrameDecoder;
import dev.framelens.model.image.PictureTarget;
import dev.framelens.model.image.PixelBatch;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.serving.Lease;
import dev.framelens.model.serving.ModelCache;
import dev.framelens.model.serving.ModelFiles;
import dev.framelens.model.store.StoredModel;
import dev.framelens.model.weights.ClassLabel;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** Picture files through the decoder and the detector that the job uses. For one thread. */
public final class PictureDetector implements AutoCloseable {
  private final Lease lease;
  private final FrameDecoder decoder;
  private final PictureTarget target;
  private final PixelBatch batch;

  private PictureDetector(Lease lease, FrameDecoder decoder, PictureTarget target) {
    this.lease = lease;
    this.decoder = decoder;
    this.target = target;
    this.batch = new PixelBatch(1, target.side());
  }

  /**
   * Leases the model.
   *
   * @param side pixels; empty for the side that the model was trained at
   * @throws dev.framelens.contract.FramelensException where it is no detector, or takes no other
   *     side or precision
   */
  public static PictureDetector open(StoredModel model, OptionalInt side, Precision precision) {
    ModelCache cache = ModelCache.ofThisJvm();
    Lease lease = cache.lease(ModelFiles.of(model), precision);
    try {
      DetectionNetwork network = lease.model().detector().network();
      var target = PictureTarget.allocate(network.fit(), network.requireSide(side));
      return new PictureDetector(lease, cache.decoder(), target);
    } catch (RuntimeException | Error failure) {
      lease.close();
      throw failure;
    }
  }

  /**
   * The objects in a picture, best first, their boxes in fractions of the picture.
   *
   * @throws dev.framelens.contract.FramelensException naming the file, where it cannot be read or
   *     decoded
   */
  public List<Detection> detect(Path file, DetectionLimits limits) {
    ImageHeader header = PictureFiles.decode(decoder, file, target);
    batch.clear();
    batch.add(target.rgb());
    return lease.model().detector().detect(batch, limits).get(0).stream()
        .map(
            found ->
                found.with(found.box().onPicture(target.fit(), header.width(), header.height())))
        .toList();
  }

  /** How it computes, which is fp32 where this machine does not have what was asked for. */
  public Precision precision() {
    return lease.model().precision();
  }

  public DetectionNetwork network() {
    return lease.model().detector().network();
  }

  /** By class, the background's first. */
  public List<ClassLabel> labels() {
    return lease.model().labels();
  }

  @Override
  public void close() {
    batch.close();
    lease.close();
  }
}
