package dev.framelens.bench.tradeoff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framelens.bench.ChildJvm;
import dev.framelens.bench.FrameLoop;
import dev.framelens.bench.Pictures;
import dev.framelens.contract.FramelensException;
import dev.framelens.model.ModelException;
import dev.framelens.model.graph.Processor;
import dev.framelens.model.image.FrameDecoder;
import dev.framelens.model.image.PictureFit;
import dev.framelens.model.image.PictureTarget;
import dev.framelens.model.image.PixelBatch;
import dev.framelens.model.mobilenet.Classifier;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.store.ModelStore;
import dev.framelens.model.store.StoredModel;
import dev.framelens.model.weights.ClassifierFile;
import dev.framelens.model.weights.ModelReader;
import dev.framelens.runtime.pictures.ClassifierEvaluation;
import dev.framelens.runtime.pictures.ClassifierEvaluation.Accuracy;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The process that measures one {@link Trial}: prints one {@link Measurement.Answer} as JSON and
 * ends.
 *
 * <p>Native memory is the process's peak in memory ({@code VmHWM}) less what it had ({@code VmRSS})
 * with the whole heap touched and pictures and weights read into it, before the first call of
 * TensorFlow. So the heap is not in it; TensorFlow's library, its copy of the weights, activations,
 * the decoder, and the few megabytes of code that the JVM compiles meanwhile are.
 */
final class TradeoffChild {
  /** Frames that go through the network at once, as in the job by default. */
  static final int BATCH = 4;

  private static final int TOP = 5;

  /** A heap that never changes, so that all growth is of something else. */
  private static final List<String> STEADY_HEAP =
      List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch");

  private static final JsonMapper JSON = new JsonMapper();

  private TradeoffChild() {}

  /**
   * Runs a trial in a JVM of its own.
   *
   * @param log takes what that says on its error stream
   * @throws FramelensException where it failed, with its sentence
   */
  static Measurement measure(Trial trial, Path log) {
    try (var child =
        ChildJvm.start(
            STEADY_HEAP, TradeoffChild.class, List.of(JSON.writeValueAsString(trial)), log)) {
      var answer = JSON.readValue(child.line(), Measurement.Answer.class);
      if (answer.measurement() == null) {
        throw new FramelensException(
            "%s at side %d: %s".formatted(trial.model(), trial.side(), answer.failure()));
      }
      return answer.measurement();
    } catch (JsonProcessingException noResult) {
      throw new FramelensException("A trial printed no result; its log is " + log, noResult);
    }
  }

  public static void main(String[] arguments) throws JsonProcessingException {
    PrintStream answers = ChildJvm.answers();
    Trial trial = JSON.readValue(arguments[0], Trial.class);
    answers.println(JSON.writeValueAsString(answer(trial)));
  }

  private static Measurement.Answer answer(Trial trial) {
    try {
      return new Measurement.Answer(run(trial), null);
    } catch (FramelensException | ModelException failure) {
      return new Measurement.Answer(null, failure.getMessage());
    }
  }

  private static Measurement run(Trial trial) {
    List<byte[]> pictures = Pictures.read(trial.frames());
    StoredModel model = ModelStore.standard().require(trial.model());
    ClassifierFile file = ModelReader.readClassifier(model.directory());
    Precision precision = Precision.of(trial.precision(), Processor.ofThisMachine());
    Optional<EnergyMeter> energy = EnergyMeter.at(EnergyMeter.POWERCAP);
    OptionalLong before = ResidentMemory.now();
    double frames = trial.count();
    try (var decoder = FrameDecoder.open();
        var classifier = Classifier.open(file.weights(), file.scale(), precision);
        var batch = new PixelBatch(BATCH, trial.side())) {
      var target = PictureTarget.allocate(PictureFit.STRETCH, trial.side());
      var loop =
          new FrameLoop(pictures, decoder, full -> classifier.classify(full, TOP), batch, target);
      loop.run(trial.warmUp());
      List<Long> energyStart = energy.map(EnergyMeter::read).orElse(List.of());
      long start = System.nanoTime();
      FrameLoop.Times times = loop.run(trial.count());
      double wallMillis = (System.nanoTime() - start) / 1e6 / frames;
      @Nullable Double joules =
          energy.map(meter -> meter.joulesSince(energyStart) / frames).orElse(null);
      @Nullable Long peakNative =
          before.isPresent()
              ? Math.max(0, ResidentMemory.peak().orElseThrow() - before.getAsLong())
              : null;
      return new Measurement(
          times.decodeCpu() / 1e6 / frames,
          times.inferenceCpu() / 1e6 / frames,
          wallMillis,
          peakNative,
          joules,
          accuracy(trial, model, precision));
    }
  }

  private static @Nullable Accuracy accuracy(Trial trial, StoredModel model, Precision precision) {
    Trial.Labelled labelled = trial.labelled();
    return labelled == null
        ? null
        : ClassifierEvaluation.of(labelled.images(), labelled.truth())
            .run(model, trial.side(), precision);
  }
}
