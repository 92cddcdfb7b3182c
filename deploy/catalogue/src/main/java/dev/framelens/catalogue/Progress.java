package dev.framelens.catalogue;

/** Hears how a fetch goes on. Called on the fetching thread, often; must be quick. */
public interface Progress {

  /** A step began, or a source failed and the next is tried. */
  void message(String text);

  /**
   * More of an entry has arrived and been written.
   *
   * @param name of the entry
   * @param doneBytes up to {@code totalBytes}; falls back to 0 when a source fails
   */
  void bytes(String name, long doneBytes, long totalBytes);

  /** Hears nothing. */
  static Progress none() {
    return new Progress() {
      @Override
      public void message(String text) {}

      @Override
      public void bytes(String name, long doneBytes, long totalBytes) {}
    };
  }
}
