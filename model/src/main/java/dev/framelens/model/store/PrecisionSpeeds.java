package dev.framelens.model.store;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.framelens.model.ModelException;
import dev.framelens.model.graph.Processor;
import dev.framelens.model.mobilenet.Precision;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a picture costs in each precision, kept in the store by digest, processor and version, so
 * that what was chosen once stays chosen.
 */
public final class PrecisionSpeeds {
  /** Beside the models; what starts with a dot is none. */
  static final String FOLDER = ".speeds";

  private static final String SUCH_AS = "{\"AMD EPYC, Framelens 1.0\": {\"fp32\": 5.5}}";

  private PrecisionSpeeds() {}

  /**
   * CPU milliseconds of one picture on this processor; empty where nobody measured.
   *
   * @param digest of the model
   * @param directory that holds its files in the store
   */
  public static Optional<Map<Precision, Double>> onThisMachine(String digest, Path directory) {
    return Optional.ofNullable(recorded(file(digest, directory)).get(thisMachine()))
        .map(
            byWord -> {
              var speeds = new EnumMap<Precision, Double>(Precision.class);
              byWord.forEach((word, millis) -> speeds.put(Precision.of(word), millis));
              return speeds;
            });
  }

  /**
   * Records those of this processor.
   *
   * @throws ModelException where the store does not take the file, as one on a read-only volume
   */
  public static void record(String digest, Path directory, Map<Precision, Double> speeds) {
    Path file = file(digest, directory);
    var byMachine = new TreeMap<>(recorded(file));
    var byWord = new TreeMap<String, Double>();
    speeds.forEach((precision, millis) -> byWord.put(precision.word(), millis));
    byMachine.put(thisMachine(), byWord);
    BesideWeights.write(file, byMachine);
  }

  static Path file(String digest, Path directory) {
    return directory.resolveSibling(FOLDER).resolve(digest.replace(':', '-') + ".json");
  }

  private static Map<String, Map<String, Double>> recorded(Path file) {
    try {
      return BesideWeights.read(
              file, new TypeReference<Map<String, Map<String, Double>>>() {}, SUCH_AS)
          .orElse(Map.of());
    } catch (ModelException damaged) {
      return Map.of(); // It is measured anew.
    }
  }

  /**
   * Virtual machines of one processor may have instruction sets of their own. A version of ours has
   * one version of TensorFlow, so that whoever only reads need not load it.
   */
  private static String thisMachine() {
    Processor processor = Processor.ofThisMachine();
    String own = PrecisionSpeeds.class.getPackage().getImplementationVersion();
    return "%s %08x, Framelens %s"
        .formatted(
            processor.name(),
            new TreeSet<>(processor.flags()).hashCode(),
            own == null ? "unpackaged" : own);
  }
}
