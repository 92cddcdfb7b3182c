package dev.framelens.jobs.inference;

import dev.framelens.jobs.inference.LabelledFrame.Label;
import dev.framelens.model.image.PixelBatch;
import dev.framelens.model.mobilenet.Prediction;
import dev.framelens.model.serving.LoadedModel;
import java.util.ArrayList;
import java.util.List;

/**
 * A model whose answers carry the names of its classes.
 *
 * @param top labels for each picture
 */
record NamedClasses(LoadedModel model, int top) implements BatchModel {
  @Override
  public List<List<Label>> labels(PixelBatch batch) {
    var pictures = new ArrayList<List<Label>>(batch.size());
    for (List<Prediction> predictions : model.classifier().classify(batch, top)) {
      var labels = new ArrayList<Label>(predictions.size());
      for (Prediction prediction : predictions) {
        var label = model.labels().get(prediction.index());
        labels.add(new Label(prediction.index(), label.id(), label.name(), prediction.score()));
      }
      pictures.add(labels);
    }
    return pictures;
  }
}
