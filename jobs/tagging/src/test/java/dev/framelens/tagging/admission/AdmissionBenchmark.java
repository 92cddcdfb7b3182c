package dev.framelens.tagging.admission;

import dev.framelens.tagging.TestFrames;
import dev.framelens.tagging.settings.AdmissionLimits;
import dev.framelens.tagging.source.ArrivedFrame;
import dev.framelens.testing.Pictures;
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

/** What it costs to judge a good JPEG, with its camera's clock and without. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AdmissionBenchmark {
  private final Admission admission =
      new Admission(
          AdmissionPolicies.one(
              new AdmissionPolicy(AdmissionLimits.standard(), TestFrames.MODELS)));
  private final byte[] encoded = Pictures.jpeg(Pictures.gradient(1280, 720));
  private final ArrivedFrame plain = TestFrames.arrival().value(encoded).at(9917);
  private final ArrivedFrame timed =
      TestFrames.arrival().value(encoded).capturedAt("2026-11-24T11:59:59.850Z").at(9917);

  @Benchmark
  public Object byTheBrokersClock() {
    return admission.admit(plain);
  }

  @Benchmark
  public Object byTheCamerasClock() {
    return admission.admit(timed);
  }
}
