package dev.framelens.model.serving;

import dev.framelens.model.ModelException;
import dev.framelens.model.detection.Detector;
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
        requireLabels(directory, model, black);
      } else {
        model.classifier().classify(black, 1);
      }
    } catch (ModelFailedException fails) {
      throw new ModelException("%s: %s".formatted(directory, fails.getMessage()), fails);
    }
  }

  /** The width of an imported graph's scores is known when it has run. */
  private static void requireLabels(Path directory, LoadedModel model, PixelBatch black) {
    Detector detector = model.detector();
    RawDetections raw = detector.raw(black);
    Labels.requireCount(directory, model.labels(), raw.columns() + detector.network().firstClass());
  }

  private static PixelBatch black(int side) {
    var batch = new PixelBatch(1, side);
    batch.add(new byte[side * side * 3]);
    return batch;
  }
}
