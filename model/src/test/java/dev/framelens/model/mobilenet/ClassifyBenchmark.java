package dev.framelens.model.mobilenet;

import dev.framelens.model.image.PixelBatch;
import java.util.List;
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

/** One call of MobileNetV1 at α = 1 with ImageNet's 1000 classes; time is of the whole batch. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ClassifyBenchmark {
  private static final int CLASSES = 1000;
  private static final int TOP = 5;

  @Param({"224", "128"})
  public int side;

  /** Pictures. */
  @Param({"1", "2", "4", "8"})
  public int batch;

  /** Bfloat16 on a processor without it is emulated: correct, and many times slower. */
  @Param({"FP32", "BF16", "INT8"})
  public Precision precision;

  private Classifier classifier;
  private PixelBatch pixels;

  @Setup
  public void open() {
    classifier = Classifier.open(TestWeights.of(new Architecture(1.0, CLASSES)), precision);
    pixels = new PixelBatch(batch, side);
    for (int seed = 0; seed < batch; seed++) {
      pixels.add(TestWeights.pixels(side, seed));
    }
  }

  @TearDown
  public void close() {
    pixels.close();
    classifier.close();
  }

  @Benchmark
  public List<List<Prediction>> classify() {
    return classifier.classify(pixels, TOP);
  }
}
