package dev.framelens.model.weights;

import dev.framelens.model.ModelException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which of a detector's classes somebody wants. */
public final class DetectionClasses {
  private DetectionClasses() {}

  /**
   * The classes of these names or numbers.
   *
   * @param wanted empty for all that the network has learned
   * @throws ModelException naming the first that it has not
   */
  public static Set<Integer> indices(List<ClassLabel> labels, List<String> wanted) {
    var indices = new HashSet<Integer>();
    if (wanted.isEmpty()) {
      for (int index = 1; index < labels.size(); index++) {
        if (Labels.isUsed(labels.get(index))) {
          indices.add(index);
        }
      }
      return indices;
    }
    for (String word : wanted) {
      indices.add(index(labels, word.strip()));
    }
    return indices;
  }

  private static int index(List<ClassLabel> labels, String word) {
    for (int index = 1; index < labels.size(); index++) {
      ClassLabel label = labels.get(index);
      if (Labels.isUsed(label)
          && (label.name().equalsIgnoreCase(word) || Integer.toString(index).equals(word))) {
        return index;
      }
    }
    List<String> some =
        labels.stream().skip(1).filter(Labels::isUsed).limit(5).map(ClassLabel::name).toList();
    throw new ModelException(
        "the detector has no class '%s' (expected: a name or number of its classes, such as %s)"
            .formatted(word, String.join(", ", some)));
  }
}
