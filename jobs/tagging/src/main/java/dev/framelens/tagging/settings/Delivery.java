package dev.framelens.tagging.settings;

import java.util.Locale;

/** How often an outcome may reach its topic. */
public enum Delivery {
  /** Once, or again after a recovery. Visible at once. */
  AT_LEAST_ONCE,
  /**
   * Once for readers with {@code read_committed}, visible with the next checkpoint; holds for
   * outages shorter than the transaction's time-out of ten minutes.
   */
  EXACTLY_ONCE;

  /** The word of the command line, such as {@code at-least-once}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
