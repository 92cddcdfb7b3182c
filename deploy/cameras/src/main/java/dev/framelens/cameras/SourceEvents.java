package dev.framelens.cameras;

/** What a source tells beside its frames, from the camera's thread. */
@FunctionalInterface
interface SourceEvents {
  /** One line for people, at each change that they should know of. */
  void notice(String line);

  /** Frames come now. */
  default void connected() {}

  /**
   * No frame comes until it is connected again.
   *
   * @param reason without what its owner keeps secret
   */
  default void lost(String reason) {}
}
