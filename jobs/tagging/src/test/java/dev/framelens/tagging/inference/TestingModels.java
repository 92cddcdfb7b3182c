package dev.framelens.tagging.inference;

import dev.framelens.contract.ModelKind;
import dev.framelens.model.image.PixelBatch;
import dev.framelens.model.mobilenet.ModelFailedException;
import dev.framelens.tagging.PictureFailures;
import dev.framelens.tagging.admission.ModelChoice;
import dev.framelens.tagging.inference.LabelledFrame.DetectedObject;
import dev.framelens.tagging.inference.LabelledFrame.Label;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Labels each picture with its first pixel, or finds that many boxes' class in it, remembers the
 * sizes of its batches, and fails where it is told to.
 */
final class TestingModels implements BatchModels {
  final List<Integer> batchSizes = new ArrayList<>();
  final List<ModelChoice> opened = new ArrayList<>();
  final Set<Integer> failing = new HashSet<>();
  final Map<Integer, Throwable> unforeseen = new HashMap<>();
  final Set<Integer> senseless = new HashSet<>();
  final Set<ModelChoice> retained = new HashSet<>();
  boolean closed;

  @Override
  public BatchModel model(ModelChoice choice) {
    opened.add(choice);
    retained.add(choice);
    return (batch, labels) -> {
      List<Integer> numbers = numbers(batch);
      return (picture, frame) -> findings(choice, numbers.get(picture));
    };
  }

  @Override
  public List<Runnable> warming(ModelChoice choice) {
    return retained.contains(choice) ? List.of() : List.of(() -> model(choice));
  }

  @Override
  public ModelChoice open(ModelKind kind, String name) {
    throw new UnsupportedOperationException(name);
  }

  @Override
  public void requireClasses(ModelChoice detector, List<String> classes) {}

  @Override
  public void retain(Set<ModelChoice> choices) {
    retained.retainAll(choices);
  }

  @Override
  public void close() {
    closed = true;
  }

  private List<Integer> numbers(PixelBatch batch) {
    batchSizes.add(batch.size());
    var data = batch.tensor().asRawTensor().data();
    var numbers = new ArrayList<Integer>();
    for (int picture = 0; picture < batch.size(); picture++) {
      int number = data.getByte((long) picture * batch.side() * batch.side() * 3);
      if (failing.contains(number)) {
        throw new ModelFailedException("cannot see " + number, null);
      }
      var failure = unforeseen.get(number);
      if (failure != null) {
        PictureFailures.raise(failure);
      }
      numbers.add(number);
    }
    return numbers;
  }

  private Findings findings(ModelChoice choice, int number) {
    return switch (choice.kind()) {
      case CLASSIFIER -> label(choice, number);
      case DETECTOR -> box(choice, number);
    };
  }

  private static Findings label(ModelChoice choice, int number) {
    return Findings.labels(choice, List.of(new Label(number, "n" + number, "number " + number, 1)));
  }

  private Findings box(ModelChoice choice, int number) {
    if (senseless.contains(number)) {
      throw new ModelFailedException("NaN in " + number, null);
    }
    return Findings.detections(
        choice, List.of(new DetectedObject(number, "number " + number, 1, 0, 0, 1, 1)));
  }
}
