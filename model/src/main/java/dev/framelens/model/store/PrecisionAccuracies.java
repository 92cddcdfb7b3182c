package dev.framelens.model.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.framelens.model.ModelException;
import dev.framelens.model.mobilenet.Precision;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What precisions other than fp32 cost models in accuracy, at the side that they were trained at:
 * what was measured of the catalogue's, and whatever somebody measured and had recorded beside the
 * weights, which counts more.
 */
public final class PrecisionAccuracies {
  static final String FILE = ".precisions.json";

  /** By digest. */
  private static final String MEASURED = "precisions.json";

  private static final double LARGEST_LOSS = 0.005;
  private static final double LEAST_SAME = 0.975;
  private static final String SUCH_AS =
      "{\"int8\": {\"set\": \"imagenet\", \"pictures\": 300, \"fp32\": 0.857, \"accuracy\": 0.863, \"same\": 0.983}}";

  /**
   * One measurement.
   *
   * @param set which pictures, for people
   * @param pictures how many
   * @param fp32 top-1 of a classifier, mAP of a detector, in [0, 1]
   * @param accuracy the same in the other precision
   * @param same share of pictures to which a classifier gives the same answer; null of a detector
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Measured(
      String set, int pictures, double fp32, double accuracy, @Nullable Double same) {

    /**
     * Whether it may be used where nobody asked for it: half a point lost at most, and 97.5 % of
     * the answers the same.
     */
    public boolean holds() {
      return accuracy >= fp32 - LARGEST_LOSS && (same == null || same >= LEAST_SAME);
    }
  }

  private PrecisionAccuracies() {}

  /**
   * By precision; none for what nobody measured.
   *
   * @param digest of the weights
   * @param directory where they lie
   * @throws ModelException where what is recorded beside them cannot be read
   */
  public static Map<Precision, Measured> of(String digest, Path directory) {
    var all = new EnumMap<Precision, Measured>(Precision.class);
    BesideWeights.shipped(
            MEASURED, digest, new TypeReference<Map<String, Map<String, Measured>>>() {})
        .ifPresent(shipped -> put(all, MEASURED, shipped));
    put(all, directory.resolve(FILE).toString(), recorded(directory.resolve(FILE)));
    return all;
  }

  /** Records one beside the weights, in the place of an earlier one of that precision. */
  public static void record(StoredModel model, Precision precision, Measured measured) {
    Path file = model.directory().resolve(FILE);
    var byWord = new TreeMap<>(recorded(file));
    byWord.put(precision.word(), measured);
    BesideWeights.write(file, byWord);
  }

  private static Map<String, Measured> recorded(Path file) {
    return BesideWeights.read(file, new TypeReference<Map<String, Measured>>() {}, SUCH_AS)
        .orElse(Map.of());
  }

  private static void put(
      Map<Precision, Measured> all, String where, Map<String, Measured> byWord) {
    byWord.forEach(
        (word, measured) -> {
          BesideWeights.share(where, measured.fp32());
          BesideWeights.share(where, measured.accuracy());
          try {
            all.put(Precision.of(word), measured);
          } catch (IllegalArgumentException none) {
            throw new ModelException(
                "%s: precision %s (expected: fp32, bf16 or int8)".formatted(where, word), none);
          }
        });
  }
}
