package dev.framelens.bench;

import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.store.ModelStore;
import dev.framelens.model.weights.ModelReader;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The process that measures one variant.
 *
 * <p>Native memory of the limit is the process's peak in memory ({@code VmHWM}) less what it had
 * ({@code VmRSS}) with the whole heap touched and pictures and weights read into it, before the
 * first call of TensorFlow. So the heap is not in it; TensorFlow's library, its copy of the
 * weights, activations, the decoder, and the few megabytes of code that the JVM compiles meanwhile
 * are.
 */
final class StageChild {
  private static final int WARM_UP_SHARE = 20;

  private StageChild() {}

  public static void main(String[] arguments) throws Exception {
    ChildJvm.answer(
        arguments, Run.class, run -> run.variant() == Variant.LIMIT ? limit(run) : JobRun.run(run));
  }

  private static Cost limit(Run run) {
    var pictures = Pictures.read(run.pictures());
    var file = ModelReader.read(ModelStore.standard().require(run.model()).directory());
    var precision = Precision.of(run.precision());
    OptionalLong before = Meters.residentBytes();
    try (var loop = new FrameLoop(file, precision, run.side(), run.batch(), pictures)) {
      // The job's JVM has seen small frames before; what this little code needs is less.
      loop.run(run.settling() + run.warmUp() / WARM_UP_SHARE);
      Meters.Moment start = Meters.Moment.now();
      FrameLoop.Times times = loop.run(run.frames());
      Meters.Moment end = Meters.Moment.now();
      @Nullable Long peakNative =
          before.isPresent()
              ? Math.max(0, Meters.peakResidentBytes().orElseThrow() - before.getAsLong())
              : null;
      return Cost.of(times, start, end, run.frames(), peakNative);
    }
  }
}
