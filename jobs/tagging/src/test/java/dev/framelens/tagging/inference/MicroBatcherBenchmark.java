package dev.framelens.tagging.inference;

import dev.framelens.contract.ModelKind;
import dev.framelens.tagging.TestFrames;
import dev.framelens.tagging.admission.ModelChoice;
import dev.framelens.tagging.admission.RejectedFrame;
import dev.framelens.tagging.resizing.ResizedFrame;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What a frame costs the batcher itself, the copy of its pixels into the batch included: the model
 * does nothing. Every frame comes from the next of eight cameras.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MicroBatcherBenchmark {
  private static final int CAMERAS = 8;

  @Param({"224", "128"})
  public int side;

  /** Frames that share a call at most. */
  @Param({"1", "4", "8"})
  public int batch;

  private ResizedFrame[] frames;
  private MicroBatcher batcher;

  @Setup
  public void open(Blackhole sink) {
    var choice = ModelChoice.classifier("idle", "sha256:0", 1.0, side, "fp32");
    frames = new ResizedFrame[CAMERAS];
    for (int camera = 0; camera < CAMERAS; camera++) {
      frames[camera] = TestFrames.resized("camera-" + camera, camera, choice);
    }
    batcher = new MicroBatcher(batch, new IdleModels(), System::nanoTime, new Consumed(sink));
  }

  @TearDown
  public void close() {
    batcher.close();
  }

  @Benchmark
  @OperationsPerInvocation(CAMERAS)
  public void oneFrameOfEachCamera() {
    for (ResizedFrame frame : frames) {
      batcher.add(frame);
    }
  }

  /** Sees nothing in any picture. */
  private static final class IdleModels implements BatchModels {
    @Override
    public BatchModel model(ModelChoice choice) {
      var nothing = Findings.labels(choice, List.of());
      return (pixels, labels) -> (picture, frame) -> nothing;
    }

    @Override
    public List<Runnable> warming(ModelChoice choice) {
      return List.of();
    }

    @Override
    public ModelChoice open(ModelKind kind, String name) {
      throw new UnsupportedOperationException(name);
    }

    @Override
    public void requireClasses(ModelChoice detector, List<String> classes) {}

    @Override
    public void retain(Set<ModelChoice> choices) {}

    @Override
    public void close() {}
  }

  private record Consumed(Blackhole sink) implements MicroBatcher.Outcomes {
    @Override
    public void labelled(LabelledFrame frame) {
      sink.consume(frame);
    }

    @Override
    public void failed(RejectedFrame frame) {
      throw new IllegalStateException(frame.detail());
    }
  }
}
