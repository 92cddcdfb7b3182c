package dev.framelens.contract;

import java.util.List;
import java.util.Locale;

/** What is looked for in frames. */
public enum Task {
  /** Labels of the whole picture. */
  CLASSIFY,
  /** Boxes around objects. */
  DETECT,
  /** Both, from one decode. */
  BOTH;

  /** The models that do it, in the order in which they look at a frame. */
  public List<ModelKind> kinds() {
    return switch (this) {
      case CLASSIFY -> List.of(ModelKind.CLASSIFIER);
      case DETECT -> List.of(ModelKind.DETECTOR);
      case BOTH -> List.of(ModelKind.CLASSIFIER, ModelKind.DETECTOR);
    };
  }

  public boolean classifies() {
    return this != DETECT;
  }

  public boolean detects() {
    return this != CLASSIFY;
  }

  /** The word of the command line, such as {@code classify}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
