package dev.framelens.bench;

import dev.framelens.bench.load.RunTopics;
import dev.framelens.contract.TopicNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Small frames that a JVM labels at a small side before it is measured. HotSpot compiles a method
 * for good after some ten thousand calls: at a hundred frames a second it is busy with that for
 * minutes, and its share of a short run is many times what it is of a job that runs for days.
 * Thousands of small frames a second bring the same code there in seconds.
 */
final class WarmUp {
  static final int SIDE = 32;

  static final TopicNames TOPICS = RunTopics.named("warm-up");

  private static final int WIDTH = 64;
  private static final int HEIGHT = 48;
  private static final int MOST_PICTURES = 16;

  private WarmUp() {}

  /** The first pictures of the measurement, made small. */
  static List<byte[]> pictures(List<byte[]> frames) {
    return frames.stream().limit(MOST_PICTURES).map(WarmUp::small).toList();
  }

  private static byte[] small(byte[] encoded) {
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(Pictures.resized(encoded, WIDTH, HEIGHT), "jpeg", bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
