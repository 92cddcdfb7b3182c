package dev.framelens.contract;

import java.util.Locale;

/** What a model does for a frame. */
public enum ModelKind {
  /** Says what the whole picture shows: the field {@code labels}. */
  CLASSIFIER,
  /** Finds objects and their boxes: the field {@code detections}. */
  DETECTOR;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The word of the contract: the field of {@code models}. */
  public String word() {
    return word;
  }
}
