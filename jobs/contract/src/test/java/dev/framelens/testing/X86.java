package dev.framelens.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The processors for which TensorFlow has oneDNN's operations. */
public final class X86 {
  private X86() {}

  /** Skips the test on all others. */
  public static void require() {
    assumeTrue(
        System.getProperty("os.arch").matches("amd64|x86_64"),
        "TensorFlow has oneDNN's operations on x86 alone");
  }
}
