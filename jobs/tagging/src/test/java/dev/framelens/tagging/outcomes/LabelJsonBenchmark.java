package dev.framelens.tagging.outcomes;

import dev.framelens.contract.outcomes.Label;
import dev.framelens.tagging.TestFrames;
import dev.framelens.tagging.inference.LabelledFrame;
import dev.framelens.tagging.inference.Ledger;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One label as the topic gets it, and as a reader takes it from there. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LabelJsonBenchmark {
  private final LabelledFrame labelled =
      TestFrames.labelled(
          TestFrames.frame("gate-3", 9917), new Ledger(12_000, 3_500, 1_700, 900, 7_200, 301));

  private final byte[] written = LabelJson.write("default", labelled);

  @Benchmark
  public byte[] write() {
    return LabelJson.write("default", labelled);
  }

  @Benchmark
  public Label read() {
    return Label.read(written);
  }
}
