package dev.framelens.model.serving;

import dev.framelens.model.mobilenet.Classifier;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.weights.ClassifierFile;
import dev.framelens.model.weights.TfjsLayersReader;

/** Opens models from the formats that {@code weights} reads. */
final class FileModelLoader implements ModelLoader {
  @Override
  public LoadedModel load(ModelFiles files, Precision precision) {
    ClassifierFile file = TfjsLayersReader.read(files.directory());
    return new LoadedModel(
        Classifier.open(file.weights(), precision), file.labels(), file.weights().bytes());
  }
}
