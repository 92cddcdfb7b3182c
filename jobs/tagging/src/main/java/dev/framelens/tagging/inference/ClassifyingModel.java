package dev.framelens.tagging.inference;

import dev.framelens.model.image.PixelBatch;
import dev.framelens.model.mobilenet.Classifier;
import dev.framelens.model.mobilenet.Prediction;
import dev.framelens.model.weights.ClassLabel;
import dev.framelens.tagging.admission.ModelChoice;
import dev.framelens.tagging.inference.LabelledFrame.Label;
import java.util.ArrayList;
import java.util.List;

/** A classifier of the cache, with names for its classes. */
final class ClassifyingModel implements BatchModel {
  private final ModelChoice choice;
  private final Classifier classifier;
  private final List<ClassLabel> classes;

  ClassifyingModel(ModelChoice choice, Classifier classifier, List<ClassLabel> classes) {
    this.choice = choice;
    this.classifier = classifier;
    this.classes = classes;
  }

  @Override
  public BatchResult look(PixelBatch batch, int labels) {
    List<List<Prediction>> predictions = classifier.classify(batch, labels);
    return (picture, frame) ->
        Findings.labels(choice, labels(predictions.get(picture), frame.wanted().labels()));
  }

  private List<Label> labels(List<Prediction> predictions, int most) {
    int wanted = Math.min(most, predictions.size());
    var labels = new ArrayList<Label>(wanted);
    for (Prediction prediction : predictions.subList(0, wanted)) {
      var label = classes.get(prediction.index());
      labels.add(new Label(prediction.index(), label.id(), label.name(), prediction.score()));
    }
    return labels;
  }
}
