package dev.framelens.bench;

import dev.framelens.contract.picture.ImageHeader;
import dev.framelens.model.detection.Detector;
import dev.framelens.model.image.FrameDecoder;
import dev.framelens.model.image.PictureFit;
import dev.framelens.model.image.PictureShape;
import dev.framelens.model.image.PictureTarget;
import dev.framelens.model.image.PixelBatch;
import dev.framelens.model.mobilenet.Classifier;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.weights.ClassifierFile;
import dev.framelens.model.weights.DetectorFile;
import dev.framelens.model.weights.ModelFile;
import java.util.List;
import java.util.function.Consumer;

/**
 * The limit: the job's own TensorFlow calls in a bare loop. Decodes, resizes and looks at pictures
 * in memory, one after the other on one thread, and counts the time of both stages.
 */
final class FrameLoop implements AutoCloseable {
  private static final int TOP = 5;

  private final List<byte[]> pictures;
  private final FrameDecoder decoder = FrameDecoder.open();
  private final Runnable closeNetwork;
  private final Consumer<PixelBatch> model;
  private final PixelBatch batch;
  private final PictureTarget target;
  private long frames;
  private long decodeCpu;
  private long inferenceCpu;

  /** Opens the model, and owns what is open. */
  FrameLoop(ModelFile file, Precision precision, int side, int batchSize, List<byte[]> pictures) {
    this.pictures = pictures;
    this.batch = new PixelBatch(batchSize, side);
    if (file instanceof DetectorFile detectors) {
      var detector = Detector.open(detectors.network(), precision);
      closeNetwork = detector::close;
      model = detector::raw;
      target = PictureTarget.allocate(detectors.network().fit(), side);
    } else {
      var classifiers = (ClassifierFile) file;
      var classifier = Classifier.open(classifiers.weights(), classifiers.scale(), precision);
      closeNetwork = classifier::close;
      model = full -> classifier.classify(full, TOP);
      target = PictureTarget.allocate(PictureFit.STRETCH, side);
    }
  }

  void run(int count) {
    for (int frame = 0; frame < count; frame++) {
      byte[] picture = pictures.get(frame % pictures.size());
      long cpu = Meters.threadCpuNanos();
      var header = ImageHeader.read(picture);
      decoder.decode(
          picture, PictureShape.upright(header.width(), header.height()), List.of(target));
      long decodedCpu = Meters.threadCpuNanos();
      batch.add(target.rgb());
      if (batch.size() == batch.capacity() || frame == count - 1) {
        model.accept(batch);
        batch.clear();
      }
      inferenceCpu += Meters.threadCpuNanos() - decodedCpu;
      decodeCpu += decodedCpu - cpu;
    }
    frames += count;
  }

  /** Of all frames that were looked at. */
  Reading reading() {
    return Reading.now(frames, decodeCpu, inferenceCpu);
  }

  @Override
  public void close() {
    closeNetwork.run();
    decoder.close();
    batch.close();
  }
}
