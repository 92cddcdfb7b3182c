package dev.framelens.model.graph;

/** The memory that native code takes from the system. */
public final class NativeHeap {
  private NativeHeap() {}

  /**
   * Gives back what a model left that was loaded or closed: several times its own weights. Takes
   * some milliseconds, in which other native allocations wait.
   */
  public static void trim() {
    NativeProcess.trimHeap();
  }
}
