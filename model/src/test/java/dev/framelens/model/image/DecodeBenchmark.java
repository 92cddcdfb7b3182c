package dev.framelens.model.image;

import dev.framelens.testing.Pictures;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One JPEG to pixels at a model's side: the scaled decode beside the full one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class DecodeBenchmark {
  private static final int RGB = 3;

  /** Pixels, width × height. */
  @Param({"1280x720", "1920x1080"})
  public String picture;

  @Param({"224", "128"})
  public int side;

  private FrameDecoder decoder;
  private byte[] encoded;
  private int width;
  private int height;
  private byte[] rgb;

  @Setup
  public void open() {
    int times = picture.indexOf('x');
    width = Integer.parseInt(picture, 0, times, 10);
    height = Integer.parseInt(picture, times + 1, picture.length(), 10);
    encoded = Pictures.jpeg(Pictures.gradient(width, height));
    rgb = new byte[side * side * RGB];
    decoder = FrameDecoder.open();
  }

  @TearDown
  public void close() {
    decoder.close();
  }

  @Benchmark
  public byte[] scaled() {
    decoder.decode(encoded, width, height, side, rgb);
    return rgb;
  }

  @Benchmark
  public byte[] full() {
    decoder.decodeFully(encoded, side, rgb);
    return rgb;
  }
}
