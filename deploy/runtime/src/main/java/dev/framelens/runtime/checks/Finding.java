package dev.framelens.runtime.checks;

/**
 * One line of a check-up.
 *
 * @param about what was looked at
 * @param text what was found and, where it is no good, what to do
 */
public record Finding(Level level, String about, String text) {

  public enum Level {
    OK,
    /** The job will run, and perhaps not as wished. */
    WARNING,
    /** The job will not run. */
    PROBLEM
  }

  static Finding ok(String about, String text) {
    return new Finding(Level.OK, about, text);
  }

  static Finding warning(String about, String text) {
    return new Finding(Level.WARNING, about, text);
  }

  /** What stands against the job. */
  public static Finding problem(String about, String text) {
    return new Finding(Level.PROBLEM, about, text);
  }
}
