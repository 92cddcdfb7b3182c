package dev.framelens.model.store;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.framelens.model.ModelException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What share of pictures classifiers get right at each side, in fp32: what was measured of the
 * catalogue's models, and whatever somebody measured and had recorded beside the weights, which
 * counts more.
 */
public final class Accuracies {
  static final String FILE = ".accuracy.json";

  /** By digest: 1300 pictures of ImageNet's classes, top-1. */
  private static final String MEASURED = "accuracies.json";

  private Accuracies() {}

  /**
   * By the side of the square that the model sees, pixels; each in [0, 1].
   *
   * @throws ModelException where what is recorded beside the weights cannot be read
   */
  public static SortedMap<Integer, Double> of(StoredModel model) {
    var bySide =
        new TreeMap<Integer, Double>(
            BesideWeights.shipped(
                    MEASURED,
                    model.digest(),
                    new TypeReference<Map<String, Map<Integer, Double>>>() {})
                .orElse(Map.of()));
    bySide.putAll(recorded(model.directory().resolve(FILE)));
    return bySide;
  }

  /**
   * Records one beside the weights, in the place of an earlier one of that side.
   *
   * @param top1 the share of pictures whose class came first, in [0, 1]
   */
  public static void record(StoredModel model, int side, double top1) {
    Path file = model.directory().resolve(FILE);
    var bySide = new TreeMap<>(recorded(file));
    bySide.put(side, BesideWeights.share(file.toString(), top1));
    BesideWeights.write(file, bySide);
  }

  private static Map<Integer, Double> recorded(Path file) {
    Map<Integer, Double> bySide =
        BesideWeights.read(file, new TypeReference<Map<Integer, Double>>() {}, "{\"224\": 0.795}")
            .orElse(Map.of());
    bySide.values().forEach(top1 -> BesideWeights.share(file.toString(), top1));
    return bySide;
  }
}
