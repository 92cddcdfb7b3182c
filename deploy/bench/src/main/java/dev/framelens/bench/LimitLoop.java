package dev.framelens.bench;

import dev.framelens.model.detection.Detector;
import dev.framelens.model.graph.Processor;
import dev.framelens.model.image.FrameDecoder;
import dev.framelens.model.image.PictureFit;
import dev.framelens.model.image.PictureTarget;
import dev.framelens.model.image.PixelBatch;
import dev.framelens.model.mobilenet.Classifier;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.store.ModelStore;
import dev.framelens.model.weights.ModelReader;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The limit: the job's own TensorFlow calls in a bare loop on one thread, with the pictures in
 * memory.
 */
final class LimitLoop {
  private static final int TOP = 5;
  private static final int WARM_UP_SHARE = 20;

  private LimitLoop() {}

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

  private static Cost run(Run run, PictureFit fit, Consumer<PixelBatch> model) {
    try (var decoder = FrameDecoder.open();
        var batch = new PixelBatch(run.batch(), run.side())) {
      var target = PictureTarget.allocate(fit, run.side());
      var loop = new FrameLoop(Pictures.read(run.pictures()), decoder, model, batch, target);
      // The job's JVM has seen small frames before; what this little code needs is less.
      loop.run(Run.SETTLING + run.warmUp() / WARM_UP_SHARE);
      long process = Meters.processCpuNanos();
      long compilers = Meters.compilerCpuNanos();
      long wall = System.nanoTime();
      FrameLoop.Times times = loop.run(run.frames());
      long compiled = Meters.compilerCpuNanos() - compilers;
      double millions = 1e6 * run.frames();
      return new Cost(
          times.decodeCpu() / millions,
          times.inferenceCpu() / millions,
          (Meters.processCpuNanos() - process - compiled) / millions,
          compiled / millions,
          (System.nanoTime() - wall) / millions,
          times.decodeWall() / millions,
          times.inferenceWall() / millions);
    }
  }
}
