package dev.framelens.deploy.bench;

import dev.framelens.model.catalogue.ModelStore;
import dev.framelens.model.graph.Processor;
import dev.framelens.model.image.FrameDecoder;
import dev.framelens.model.image.ImageHeader;
import dev.framelens.model.image.PixelBatch;
import dev.framelens.model.mobilenet.Classifier;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.weights.TfjsLayersReader;
import java.util.List;

/**
 * The limit: the job's own TensorFlow calls in a bare loop on one thread, with the pictures in
 * memory.
 */
final class LimitLoop {
  private static final int TOP = 5;

  private LimitLoop() {}

  static Cost run(Run run) {
    List<byte[]> pictures = Pictures.read(run.pictures());
    var weights =
        TfjsLayersReader.read(ModelStore.standard().require(run.model()).directory()).weights();
    var rgb = new byte[run.side() * run.side() * 3];
    try (var decoder = FrameDecoder.open();
        var classifier =
            Classifier.open(weights, Precision.of(run.precision(), Processor.ofThisMachine()));
        var batch = new PixelBatch(run.batch(), run.side())) {
      var loop = new Loop(pictures, decoder, classifier, batch, rgb);
      loop.run(run.warmUp());
      long process = Meters.processCpuNanos();
      long wall = System.nanoTime();
      loop.reset();
      loop.run(run.frames());
      double frames = run.frames();
      return new Cost(
          loop.decodeCpu / 1e6 / frames,
          loop.inferCpu / 1e6 / frames,
          (Meters.processCpuNanos() - process) / 1e6 / frames,
          (System.nanoTime() - wall) / 1e6 / frames,
          loop.decodeWall / 1e6 / frames,
          loop.inferWall / 1e6 / frames,
          0);
    }
  }

  private static final class Loop {
    final List<byte[]> pictures;
    final FrameDecoder decoder;
    final Classifier classifier;
    final PixelBatch batch;
    final byte[] rgb;
    long decodeCpu;
    long inferCpu;
    long decodeWall;
    long inferWall;

    Loop(
        List<byte[]> pictures,
        FrameDecoder decoder,
        Classifier classifier,
        PixelBatch batch,
        byte[] rgb) {
      this.pictures = pictures;
      this.decoder = decoder;
      this.classifier = classifier;
      this.batch = batch;
      this.rgb = rgb;
    }

    void reset() {
      decodeCpu = 0;
      inferCpu = 0;
      decodeWall = 0;
      inferWall = 0;
    }

    void run(int frames) {
      for (int frame = 0; frame < frames; frame++) {
        byte[] picture = pictures.get(frame % pictures.size());
        long cpu = Meters.threadCpuNanos();
        long wall = System.nanoTime();
        decoder.decode(picture, ImageHeader.read(picture), batch.side(), rgb);
        decodeCpu += Meters.threadCpuNanos() - cpu;
        decodeWall += System.nanoTime() - wall;
        batch.add(rgb);
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
      classifier.classify(batch, TOP);
      inferCpu += Meters.threadCpuNanos() - cpu;
      inferWall += System.nanoTime() - wall;
      batch.clear();
    }
  }
}
