package dev.framelens.deploy.bench;

import dev.framelens.model.catalogue.ModelStore;
import dev.framelens.model.detection.Detector;
import dev.framelens.model.graph.Processor;
import dev.framelens.model.image.FrameDecoder;
import dev.framelens.model.image.ImageHeader;
import dev.framelens.model.image.PictureFit;
import dev.framelens.model.image.PictureTarget;
import dev.framelens.model.image.PixelBatch;
import dev.framelens.model.mobilenet.Classifier;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.weights.ModelReader;
import java.nio.file.Path;
import java.util.List;

/**
 * The limit: the job's own TensorFlow calls in a bare loop on one thread, with the pictures in
 * memory.
 */
final class LimitLoop {
  private static final int TOP = 5;
  private static final int WARM_UP_SHARE = 20;

  private final List<byte[]> pictures;
  private final FrameDecoder decoder;
  private final Call model;
  private final PixelBatch batch;
  private final PictureTarget target;
  private long decodeCpu;
  private long inferCpu;
  private long decodeWall;
  private long inferWall;

  /** The call that the job makes for a batch. */
  private interface Call {
    void of(PixelBatch batch);
  }

  private LimitLoop(
      List<byte[]> pictures,
      FrameDecoder decoder,
      Call model,
      PixelBatch batch,
      PictureTarget target) {
    this.pictures = pictures;
    this.decoder = decoder;
    this.model = model;
    this.batch = batch;
    this.target = target;
  }

  static Cost run(Run run) {
    Path directory = ModelStore.standard().require(run.model()).directory();
    Precision precision = Precision.of(run.precision(), Processor.ofThisMachine());
    if (run.detector()) {
      var network = ModelReader.readDetector(directory).network();
      try (var detector = Detector.open(network, precision)) {
        return run(run, network.fit(), detector::raw);
      }
    }
    try (var classifier =
        Classifier.open(ModelReader.readClassifier(directory).weights(), precision)) {
      return run(run, PictureFit.STRETCH, batch -> classifier.classify(batch, TOP));
    }
  }

  private static Cost run(Run run, PictureFit fit, Call model) {
    try (var decoder = FrameDecoder.open();
        var batch = new PixelBatch(run.batch(), run.side())) {
      var loop =
          new LimitLoop(
              Pictures.read(run.pictures()),
              decoder,
              model,
              batch,
              PictureTarget.allocate(fit, run.side()));
      // The job's JVM has seen small frames before; what this little code needs is less.
      loop.run(Run.SETTLING + run.warmUp() / WARM_UP_SHARE);
      loop.reset();
      long process = Meters.processCpuNanos();
      long compilers = Meters.compilerCpuNanos();
      long wall = System.nanoTime();
      loop.run(run.frames());
      long compiled = Meters.compilerCpuNanos() - compilers;
      double millions = 1e6 * run.frames();
      return new Cost(
          loop.decodeCpu / millions,
          loop.inferCpu / millions,
          (Meters.processCpuNanos() - process - compiled) / millions,
          compiled / millions,
          (System.nanoTime() - wall) / millions,
          loop.decodeWall / millions,
          loop.inferWall / millions);
    }
  }

  private void reset() {
    decodeCpu = 0;
    inferCpu = 0;
    decodeWall = 0;
    inferWall = 0;
  }

  private void run(int frames) {
    for (int frame = 0; frame < frames; frame++) {
      byte[] picture = pictures.get(frame % pictures.size());
      long cpu = Meters.threadCpuNanos();
      long wall = System.nanoTime();
      decoder.decode(picture, ImageHeader.read(picture), List.of(target));
      decodeCpu += Meters.threadCpuNanos() - cpu;
      decodeWall += System.nanoTime() - wall;
      batch.add(target.rgb());
      if (batch.size() == batch.capacity()) {
        infer();
      }
    }
    if (batch.size() > 0) {
      infer();
    }
  }

  private void infer() {
    long cpu = Meters.threadCpuNanos();
    long wall = System.nanoTime();
    model.of(batch);
    inferCpu += Meters.threadCpuNanos() - cpu;
    inferWall += System.nanoTime() - wall;
    batch.clear();
  }
}
