package dev.framelens.bench;

import dev.framelens.model.graph.Processor;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.store.ModelStore;
import dev.framelens.model.weights.ModelReader;

/** The process that measures one variant. */
final class StageChild {
  private static final int WARM_UP_SHARE = 20;

  private StageChild() {}

  public static void main(String[] arguments) throws Exception {
    ChildJvm.answer(
        arguments, Run.class, run -> run.variant() == Variant.LIMIT ? limit(run) : JobRun.run(run));
  }

  private static Cost limit(Run run) {
    var file = ModelReader.read(ModelStore.standard().require(run.model()).directory());
    var precision = Precision.of(run.precision(), Processor.ofThisMachine());
    var pictures = Pictures.read(run.pictures());
    try (var loop = new FrameLoop(file, precision, run.side(), run.batch(), pictures)) {
      // The job's JVM has seen small frames before; what this little code needs is less.
      loop.run(Run.SETTLING + run.warmUp() / WARM_UP_SHARE);
      Meters.Moment start = Meters.Moment.now();
      FrameLoop.Times times = loop.run(run.frames());
      return Cost.of(times, start, Meters.Moment.now(), run.frames());
    }
  }
}
