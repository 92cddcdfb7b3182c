package dev.framelens.bench.tradeoff;

import dev.framelens.bench.ChildJvm;
import dev.framelens.bench.FrameLoop;
import dev.framelens.bench.Meters;
import dev.framelens.bench.Pictures;
import dev.framelens.contract.FramelensException;
import dev.framelens.model.graph.Processor;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.store.ModelStore;
import dev.framelens.model.store.StoredModel;
import dev.framelens.model.weights.ClassifierFile;
import dev.framelens.model.weights.ModelReader;
import dev.framelens.runtime.pictures.ClassifierEvaluation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The process that measures one {@link Trial}.
 *
 * <p>Native memory is the process's peak in memory ({@code VmHWM}) less what it had ({@code VmRSS})
 * with the whole heap touched and pictures and weights read into it, before the first call of
 * TensorFlow. So the heap is not in it; TensorFlow's library, its copy of the weights, activations,
 * the decoder, and the few megabytes of code that the JVM compiles meanwhile are.
 */
final class TradeoffChild {
  /** Frames that go through the network at once, as in the job by default. */
  static final int BATCH = 4;

  /** A heap that never changes, so that all growth is of something else. */
  private static final List<String> STEADY_HEAP =
      List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch");

  private TradeoffChild() {}

  /**
   * Runs a trial in a JVM of its own.
   *
   * @param log takes what that says on its error stream
   * @throws FramelensException where it failed, with its sentence
   */
  static FrameCost measure(Trial trial, Path log) {
    try {
      return ChildJvm.ask(TradeoffChild.class, trial, FrameCost.class, STEADY_HEAP, log);
    } catch (FramelensException failed) {
      throw new FramelensException(
          "%s at side %d: %s".formatted(trial.model(), trial.side(), failed.getMessage()), failed);
    }
  }

  public static void main(String[] arguments) throws Exception {
    ChildJvm.answer(arguments, Trial.class, TradeoffChild::run);
  }

  private static FrameCost run(Trial trial) {
    List<byte[]> pictures = Pictures.read(trial.frames());
    StoredModel model = ModelStore.standard().require(trial.model());
    ClassifierFile file = ModelReader.readClassifier(model.directory());
    Precision precision = Precision.of(trial.precision(), Processor.ofThisMachine());
    Optional<EnergyMeter> energy = EnergyMeter.at(EnergyMeter.POWERCAP);
    OptionalLong before = Meters.residentBytes();
    double frames = trial.count();
    try (var loop = new FrameLoop(file, precision, trial.side(), BATCH, pictures)) {
      loop.run(trial.warmUp());
      List<Long> energyStart = energy.map(EnergyMeter::read).orElse(List.of());
      long start = System.nanoTime();
      FrameLoop.Times times = loop.run(trial.count());
      double wallMillis = (System.nanoTime() - start) / 1e6 / frames;
      @Nullable Double joules =
          energy.map(meter -> meter.joulesSince(energyStart) / frames).orElse(null);
      @Nullable Long peakNative =
          before.isPresent()
              ? Math.max(0, Meters.peakResidentBytes().orElseThrow() - before.getAsLong())
              : null;
      Trial.Labelled labelled = trial.labelled();
      return new FrameCost(
          times.decodeCpu() / 1e6 / frames,
          times.inferenceCpu() / 1e6 / frames,
          wallMillis,
          peakNative,
          joules,
          labelled == null
              ? null
              : ClassifierEvaluation.of(labelled.images(), labelled.truth())
                  .run(model, trial.side(), precision));
    }
  }
}
