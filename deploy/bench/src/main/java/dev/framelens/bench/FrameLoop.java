package dev.framelens.bench;

import dev.framelens.contract.picture.ImageHeader;
import dev.framelens.model.image.FrameDecoder;
import dev.framelens.model.image.PictureTarget;
import dev.framelens.model.image.PixelBatch;
import java.util.List;
import java.util.function.Consumer;

/**
 * Decodes, resizes and looks at pictures in memory, one after the other on one thread, and counts
 * the time of both stages.
 */
public final class FrameLoop {
  private final List<byte[]> pictures;
  private final FrameDecoder decoder;
  private final Consumer<PixelBatch> model;
  private final PixelBatch batch;
  private final PictureTarget target;
  private Times times = new Times(0, 0, 0, 0);

  /** Nanoseconds in each stage, on the thread's CPU and on the clock. */
  public record Times(long decodeCpu, long inferenceCpu, long decodeWall, long inferenceWall) {}

  /**
   * Over what the caller owns and closes.
   *
   * @param model the call for a batch
   * @param target of the batch's side
   */
  public FrameLoop(
      List<byte[]> pictures,
      FrameDecoder decoder,
      Consumer<PixelBatch> model,
      PixelBatch batch,
      PictureTarget target) {
    this.pictures = pictures;
    this.decoder = decoder;
    this.model = model;
    this.batch = batch;
    this.target = target;
  }

  /** So many frames, and the time of these alone. */
  public Times run(int frames) {
    times = new Times(0, 0, 0, 0);
    for (int frame = 0; frame < frames; frame++) {
      byte[] picture = pictures.get(frame % pictures.size());
      long cpu = Meters.threadCpuNanos();
      long wall = System.nanoTime();
      var header = ImageHeader.read(picture);
      decoder.decode(picture, header.width(), header.height(), List.of(target));
      times =
          new Times(
              times.decodeCpu + Meters.threadCpuNanos() - cpu,
              times.inferenceCpu,
              times.decodeWall + System.nanoTime() - wall,
              times.inferenceWall);
      batch.add(target.rgb());
      if (batch.size() == batch.capacity() || frame == frames - 1) {
        infer();
      }
    }
    return times;
  }

  private void infer() {
    long cpu = Meters.threadCpuNanos();
    long wall = System.nanoTime();
    model.accept(batch);
    times =
        new Times(
            times.decodeCpu,
            times.inferenceCpu + Meters.threadCpuNanos() - cpu,
            times.decodeWall,
            times.inferenceWall + System.nanoTime() - wall);
    batch.clear();
  }
}
