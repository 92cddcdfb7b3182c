package dev.framelens.jobs.inference;

import dev.framelens.jobs.admission.ModelChoice;
import dev.framelens.jobs.inference.LabelledFrame.Label;
import dev.framelens.model.image.PixelBatch;
import dev.framelens.model.mobilenet.ModelFailedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Labels each picture with its first pixel, remembers the sizes of its batches, and fails where it
 * is told to.
 */
final class TestingModels implements BatchModels {
  final List<Integer> batchSizes = new ArrayList<>();
  final List<ModelChoice> opened = new ArrayList<>();
  final Set<Integer> failing = new HashSet<>();
  boolean closed;

  @Override
  public BatchModel model(ModelChoice choice) {
    opened.add(choice);
    return this::labels;
  }

  @Override
  public void close() {
    closed = true;
  }

  private List<List<Label>> labels(PixelBatch batch) {
    batchSizes.add(batch.size());
    var data = batch.tensor().asRawTensor().data();
    var labels = new ArrayList<List<Label>>();
    for (int picture = 0; picture < batch.size(); picture++) {
      int number = data.getByte((long) picture * batch.side() * batch.side() * 3);
      if (failing.contains(number)) {
        throw new ModelFailedException("cannot see " + number, null);
      }
      labels.add(List.of(new Label(number, "n" + number, "number " + number, 1)));
    }
    return labels;
  }
}
