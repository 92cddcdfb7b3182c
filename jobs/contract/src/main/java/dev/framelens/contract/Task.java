package dev.framelens.contract;

import java.util.Locale;

/** What is looked for in frames. */
public enum Task {
  /** Labels of the whole picture. */
  CLASSIFY,
  /** Boxes around objects. */
  DETECT,
  /** Both, from one decode. */
  BOTH;

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
