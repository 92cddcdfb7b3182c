package dev.framelens.model.store;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framelens.model.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What share of pictures classifiers get right at each side, in fp32: what was measured of the
 * catalogue's models, and whatever somebody measured and had recorded beside the weights, which
 * counts more.
 */
public final class Accuracies {
  /** Beside the weights; no file of an entry starts with a dot. */
  static final String FILE = ".accuracy.json";

  /** By digest: 1300 pictures of ImageNet's classes, top-1. */
  private static final String MEASURED = "accuracies.json";

  private static final JsonMapper JSON = new JsonMapper();

  private Accuracies() {}

  /**
   * By the side of the square that the model sees, pixels; each in [0, 1].
   *
   * @throws ModelException where what is recorded beside the weights cannot be read
   */
  public static SortedMap<Integer, Double> of(StoredModel model) {
    var bySide = new TreeMap<Integer, Double>(measured(model.digest()));
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
    bySide.put(side, checked(file.toString(), top1));
    try {
      Path written = Files.createTempFile(model.directory(), FILE, ".tmp");
      Files.write(written, JSON.writeValueAsBytes(bySide));
      Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new ModelException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static Map<Integer, Double> measured(String digest) {
    try (InputStream shipped = Accuracies.class.getResourceAsStream(MEASURED)) {
      if (shipped == null) {
        throw new IllegalStateException(MEASURED + " is not in the jar");
      }
      var all = JSON.readValue(shipped, new TypeReference<Map<String, Map<Integer, Double>>>() {});
      return all.getOrDefault(digest, Map.of());
    } catch (IOException e) {
      throw new IllegalStateException(MEASURED + " cannot be read", e);
    }
  }

  private static Map<Integer, Double> recorded(Path file) {
    if (!Files.exists(file)) {
      return Map.of();
    }
    try {
      var bySide = JSON.readValue(file.toFile(), new TypeReference<TreeMap<Integer, Double>>() {});
      bySide.values().forEach(top1 -> checked(file.toString(), top1));
      return bySide;
    } catch (IOException e) {
      throw new ModelException(
          "%s is no list of accuracies (expected: JSON such as {\"224\": 0.795}): remove it, or measure anew"
              .formatted(file),
          e);
    }
  }

  private static double checked(String where, double top1) {
    if (!(top1 >= 0 && top1 <= 1)) {
      throw new ModelException("%s: %s (expected: a share from 0 to 1)".formatted(where, top1));
    }
    return top1;
  }
}
