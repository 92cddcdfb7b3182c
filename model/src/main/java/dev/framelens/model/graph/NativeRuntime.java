package dev.framelens.model.graph;

/**
 * JavaCPP's limits, set before JavaCPP reads them. Left alone, it compares the whole process's
 * memory with four times the heap, and beyond that answers each native allocation with up to ten
 * full collections and then an {@code OutOfMemoryError}. A frame's tensors are closed by hand and
 * the container bounds the process, so both limits are off unless somebody has set them.
 */
final class NativeRuntime {
  private static final String UNLIMITED = "0";

  private NativeRuntime() {}

  static void prepare() {
    setUnlessSet("org.bytedeco.javacpp.maxBytes");
    setUnlessSet("org.bytedeco.javacpp.maxPhysicalBytes");
  }

  private static void setUnlessSet(String property) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, UNLIMITED);
    }
  }
}
