package dev.framelens.tagging.source;

import java.io.Serializable;

/** The two clocks of a machine, as a part that travels with an operator and that tests replace. */
public interface Clocks extends Serializable {

  /** The wall clock, microseconds since 1970: only this may be compared with other machines. */
  long epochMicros();

  /** The monotonic clock of this JVM, nanoseconds from anywhere. */
  long nanoTime();

  static Clocks system() {
    return SystemClocks.SYSTEM;
  }
}
