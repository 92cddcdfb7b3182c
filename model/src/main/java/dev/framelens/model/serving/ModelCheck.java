package dev.framelens.model.serving;

import dev.framelens.model.ModelException;
import dev.framelens.model.detection.RawDetections;
import dev.framelens.model.image.PixelBatch;
import dev.framelens.model.mobilenet.ModelFailedException;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.weights.Labels;
import java.nio.file.Path;

/** Finds out whether a folder holds a model that runs, before anybody relies on it. */
public final class ModelCheck {
  private ModelCheck() {}

  /**
   * Reads the model, opens it and lets it look at one black picture.
   *
   * @throws ModelException naming what is wrong with it
   */
  public static void requireRuns(Path directory) {
    var files = new ModelFiles("imported", "none", directory);
    try (LoadedModel model = new FileModelLoader().load(files, Precision.FP32);
        var black = black(model.file().trainedSide())) {
      if (model.isDetector()) {
        RawDetections raw = model.detector().raw(black);
        requireLabels(directory, model, raw);
        requireScores(directory, raw);
      } else {
        model.classifier().classify(black, 1);
      }
    } catch (ModelFailedException fails) {
      throw new ModelException("%s: %s".formatted(directory, fails.getMessage()), fails);
    }
  }

  /** The width of an imported graph's scores is known when it has run. */
  private static void requireLabels(Path directory, LoadedModel model, RawDetections raw) {
    int firstClass = model.detector().network().firstClass();
    Labels.requireCount(directory, model.labels(), raw.columns() + firstClass);
  }

  /** A graph's node before its sigmoid or softmax gives numbers too, and every box is sure. */
  private static void requireScores(Path directory, RawDetections raw) {
    for (float score : raw.scores()[0]) {
      if (!(score >= 0 && score <= 1)) {
        throw new ModelException(
            "%s gives a black picture the score %s (expected: 0 to 1, from a node behind the sigmoid or softmax)"
                .formatted(directory, score));
      }
    }
  }

  private static PixelBatch black(int side) {
    var batch = new PixelBatch(1, side);
    batch.add(new byte[side * side * 3]);
    return batch;
  }
}
