package dev.framelens.model.serving;

import dev.framelens.model.ModelException;
import dev.framelens.model.graph.Processor;
import dev.framelens.model.image.PixelBatch;
import dev.framelens.model.mobilenet.MadeUpPictures;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.store.PrecisionAccuracies;
import dev.framelens.model.store.PrecisionSpeeds;
import dev.framelens.model.weights.ModelFile;
import dev.framelens.model.weights.ModelReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which precision a model computes in where that is left to the machine: the fastest of those whose
 * accuracy is known to hold, and fp32 unless another saves a tenth. It is measured at the first
 * load on a machine and kept in the store, so that it does not change from run to run.
 */
public final class Precisions {
  /** The word for "what suits the machine that computes". */
  public static final String AUTO = "auto";

  private static final Logger LOG = LoggerFactory.getLogger(Precisions.class);
  private static final double LEAST_GAIN = 1.1;
  private static final int ROUNDS = 8;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** What this JVM chose, by digest; the store may be one that cannot be written. */
  private static final Map<String, Precision> CHOSEN = new HashMap<>();

  private Precisions() {}

  /**
   * The precision of a word of the contract.
   *
   * @param word {@code fp32}, {@code bf16}, {@code int8}, or {@code auto}, which may have to
   *     measure for some 100 ms
   * @throws ModelException where the files are no model
   */
  public static Precision of(String word, ModelFiles files) {
    return word.equals(AUTO) ? auto(files) : Precision.of(word);
  }

  private static synchronized Precision auto(ModelFiles files) {
    @Nullable Precision known = CHOSEN.get(files.digest());
    if (known == null) {
      known = choose(files);
      CHOSEN.put(files.digest(), known);
    }
    return known;
  }

  private static Precision choose(ModelFiles files) {
    List<Precision> holding = holding(files);
    if (holding.isEmpty()) {
      return Precision.FP32;
    }
    Optional<Map<Precision, Double>> recorded =
        PrecisionSpeeds.onThisMachine(files.digest(), files.directory());
    if (recorded.isPresent()) {
      return fastest(recorded.get(), holding);
    }
    Map<Precision, Double> speeds = measure(ModelReader.read(files.directory()), holding);
    Precision fastest = fastest(speeds, holding);
    LOG.info("{} computes in {} here: {}", files.name(), fastest.word(), sentence(speeds));
    try {
      PrecisionSpeeds.record(files.digest(), files.directory(), speeds);
    } catch (ModelException readOnly) {
      LOG.info("{}: the next process measures again", readOnly.getMessage());
    }
    return fastest;
  }

  /** Those besides fp32 that may be used, and that this processor may be fast in. */
  private static List<Precision> holding(ModelFiles files) {
    boolean hasBfloat16 = Processor.ofThisMachine().hasBfloat16();
    var holding = new ArrayList<Precision>();
    PrecisionAccuracies.of(files.digest(), files.directory())
        .forEach(
            (precision, measured) -> {
              if (measured.holds() && (precision != Precision.BF16 || hasBfloat16)) {
                holding.add(precision);
              }
            });
    holding.remove(Precision.FP32);
    return holding;
  }

  /**
   * The fastest.
   *
   * @param millis by precision, fp32 among them
   * @param holding those that may be used besides fp32
   */
  static Precision fastest(Map<Precision, Double> millis, List<Precision> holding) {
    double single = millis.getOrDefault(Precision.FP32, Double.MAX_VALUE);
    Precision fastest = Precision.FP32;
    double least = single / LEAST_GAIN;
    for (Precision precision : holding) {
      double its = millis.getOrDefault(precision, Double.MAX_VALUE);
      if (its <= least) {
        fastest = precision;
        least = its;
      }
    }
    return fastest;
  }

  /** CPU milliseconds of one picture, of those that answer as fp32 does, in turn. */
  private static Map<Precision, Double> measure(ModelFile file, List<Precision> precisions) {
    var models = new EnumMap<Precision, LoadedModel>(Precision.class);
    try (var batch = MadeUpPictures.batch(1, file.trainedSide())) {
      LoadedModel exact = FileModelLoader.open(file, Precision.FP32);
      models.put(Precision.FP32, exact);
      for (Precision precision : precisions) {
        if (file.computesIn(precision)) {
          FileModelLoader.attempt(file, precision, exact)
              .model()
              .ifPresent(model -> models.put(precision, model));
        }
      }
      var least = new EnumMap<Precision, Double>(Precision.class);
      for (int round = 0; round < ROUNDS; round++) {
        models.forEach(
            (precision, model) -> least.merge(precision, millis(model, batch), Math::min));
      }
      return least;
    } finally {
      models.values().forEach(LoadedModel::close);
    }
  }

  private static double millis(LoadedModel model, PixelBatch batch) {
    long start = THREADS.getCurrentThreadCpuTime();
    if (model.isDetector()) {
      model.detector().raw(batch);
    } else {
      model.classifier().classify(batch, 1);
    }
    return (THREADS.getCurrentThreadCpuTime() - start) / 1e6;
  }

  private static String sentence(Map<Precision, Double> speeds) {
    return speeds.entrySet().stream()
        .map(
            speed ->
                String.format(
                    Locale.ROOT,
                    "%.2f ms of CPU a picture in %s",
                    speed.getValue(),
                    speed.getKey().word()))
        .collect(Collectors.joining(", "));
  }
}
