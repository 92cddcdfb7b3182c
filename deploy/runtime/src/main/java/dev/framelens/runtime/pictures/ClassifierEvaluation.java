package dev.framelens.runtime.pictures;

import dev.framelens.contract.FramelensException;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.mobilenet.Prediction;
import dev.framelens.model.store.StoredModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Pictures whose classes are known, and what share of them a classifier gets right. */
public final class ClassifierEvaluation {
  private static final int FIVE = 5;

  private final Path images;
  private final Path truth;
  private final List<TruthFile.Row> rows;

  private ClassifierEvaluation(Path images, Path truth, List<TruthFile.Row> rows) {
    this.images = images;
    this.truth = truth;
    this.rows = rows;
  }

  /**
   * The accuracy on this set of pictures.
   *
   * @param images how many
   * @param top1 share whose class came first, in [0, 1]
   * @param top5 share whose class was among the first five, in [0, 1]
   */
  public record Accuracy(int images, double top1, double top5) {}

  /**
   * A precision beside fp32.
   *
   * @param same share of pictures whose first class is the same, in [0, 1]
   */
  public record Comparison(Accuracy fp32, Accuracy other, double same) {}

  /**
   * Reads the classes.
   *
   * @param images the folder of the pictures
   * @param truth a CSV file with the columns {@code file} and {@code index}
   * @throws FramelensException where one of them is none
   */
  public static ClassifierEvaluation of(Path images, Path truth) {
    if (!Files.isDirectory(images)) {
      throw new FramelensException("%s is no folder (expected: one of pictures)".formatted(images));
    }
    return new ClassifierEvaluation(images, truth, TruthFile.read(truth));
  }

  /** Pictures that the file names. */
  public int images() {
    return rows.size();
  }

  /**
   * Looks at every picture.
   *
   * @param side pixels, a multiple of 32
   * @throws FramelensException naming a picture that cannot be read, or a class that the model
   *     lacks
   */
  public Accuracy run(StoredModel model, int side, Precision precision) {
    try (var classifier = PictureClassifier.open(model, OptionalInt.of(side), precision)) {
      return run(classifier);
    }
  }

  /** Looks at every picture twice: in fp32, and with a classifier of another precision. */
  public Comparison compare(StoredModel model, PictureClassifier other) {
    try (var exact = PictureClassifier.open(model, OptionalInt.of(other.side()), Precision.FP32)) {
      var answers = new ArrayList<Integer>();
      Accuracy fp32 = run(exact, answers::add);
      var others = new ArrayList<Integer>();
      Accuracy accuracy = run(other, others::add);
      long same =
          IntStream.range(0, answers.size())
              .filter(picture -> answers.get(picture).equals(others.get(picture)))
              .count();
      return new Comparison(fp32, accuracy, same / (double) answers.size());
    }
  }

  public Accuracy run(PictureClassifier classifier) {
    return run(classifier, answer -> {});
  }

  private Accuracy run(PictureClassifier classifier, IntConsumer answers) {
    int first = 0;
    int amongFive = 0;
    for (TruthFile.Row row : rows) {
      if (row.index() < 0 || row.index() >= classifier.classes()) {
        throw new FramelensException(
            "%s: class %d of %s (expected: 0 to %d)"
                .formatted(truth, row.index(), row.file(), classifier.classes() - 1));
      }
      List<Prediction> best = classifier.classify(images.resolve(row.file()), FIVE);
      int answer = classifier.indexInDataSet(best.get(0));
      answers.accept(answer);
      first += answer == row.index() ? 1 : 0;
      amongFive +=
          best.stream().anyMatch(label -> classifier.indexInDataSet(label) == row.index()) ? 1 : 0;
    }
    return new Accuracy(
        rows.size(), first / (double) rows.size(), amongFive / (double) rows.size());
  }
}
