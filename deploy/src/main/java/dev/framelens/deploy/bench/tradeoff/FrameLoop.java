package dev.framelens.deploy.bench.tradeoff;

import dev.framelens.deploy.bench.Meters;
import dev.framelens.model.image.FrameDecoder;
import dev.framelens.model.image.ImageHeader;
import dev.framelens.model.image.PixelBatch;
import dev.framelens.model.mobilenet.Classifier;
import java.util.List;

/** Decodes, resizes and classifies pictures in memory, one after the other, and counts CPU time. */
final class FrameLoop {
  private static final int TOP = 5;

  private final List<byte[]> pictures;
  private final FrameDecoder decoder;
  private final Classifier classifier;
  private final PixelBatch batch;
  private final byte[] rgb;
  private long decodeNanos;
  private long inferenceNanos;

  /** Over what the caller owns and closes. */
  FrameLoop(List<byte[]> pictures, FrameDecoder decoder, Classifier classifier, PixelBatch batch) {
    this.pictures = pictures;
    this.decoder = decoder;
    this.classifier = classifier;
    this.batch = batch;
    this.rgb = new byte[batch.side() * batch.side() * 3];
  }

  /** So many frames; the counts start again. */
  void run(int frames) {
    decodeNanos = 0;
    inferenceNanos = 0;
    for (int frame = 0; frame < frames; frame++) {
      byte[] picture = pictures.get(frame % pictures.size());
      long start = Meters.threadCpuNanos();
      decoder.decode(picture, ImageHeader.read(picture), batch.side(), rgb);
      decodeNanos += Meters.threadCpuNanos() - start;
      batch.add(rgb);
      if (batch.size() == batch.capacity() || frame == frames - 1) {
        infer();
      }
    }
  }

  private void infer() {
    long start = Meters.threadCpuNanos();
    classifier.classify(batch, TOP);
    inferenceNanos += Meters.threadCpuNanos() - start;
    batch.clear();
  }

  /** Of the last run. */
  long decodeNanos() {
    return decodeNanos;
  }

  /** Of the last run. */
  long inferenceNanos() {
    return inferenceNanos;
  }
}
