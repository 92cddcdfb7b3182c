package dev.framelens.tagging.admission;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The models that look at a frame: a classifier, a detector or both. Frames with equal models share
 * batches.
 *
 * @param classifier null where nobody asks for labels of the whole picture
 * @param detector null where nobody asks for boxes
 */
public record FrameModels(@Nullable ModelChoice classifier, @Nullable ModelChoice detector)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A classifier alone. */
  public static FrameModels classifier(ModelChoice classifier) {
    return new FrameModels(classifier, null);
  }

  /** Those that are there, the classifier first. */
  public List<ModelChoice> choices() {
    var choices = new ArrayList<ModelChoice>();
    Optional.ofNullable(classifier).ifPresent(choices::add);
    Optional.ofNullable(detector).ifPresent(choices::add);
    return choices;
  }

  /** The same with the precisions that suit this machine, where they were left to it. */
  public FrameModels onThisMachine() {
    return new FrameModels(
        classifier == null ? null : classifier.onThisMachine(),
        detector == null ? null : detector.onThisMachine());
  }
}
