package dev.framelens.model.serving;

import dev.framelens.model.detection.Detector;
import dev.framelens.model.mobilenet.Classifier;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.weights.ClassifierFile;
import dev.framelens.model.weights.DetectorFile;
import dev.framelens.model.weights.ModelFile;
import dev.framelens.model.weights.ModelReader;

/** Opens models from the formats that {@code weights} reads. */
final class FileModelLoader implements ModelLoader {
  @Override
  public LoadedModel load(ModelFiles files, Precision precision) {
    ModelFile file = ModelReader.read(files.directory());
    if (file instanceof ClassifierFile classifier) {
      return new LoadedModel(
          Classifier.open(classifier.weights(), classifier.scale(), precision), file);
    }
    return new LoadedModel(Detector.open(((DetectorFile) file).network(), precision), file);
  }
}
