package dev.framelens.bench.scaling;

/** The user does not want to wait for more: what was measured so far is reported. */
final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoppedException() {
    super("Stopped by the user", null, false, false);
  }
}
