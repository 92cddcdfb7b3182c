package dev.framelens.deploy.console;

/** What a command prints on the standard output. */
public enum OutputFormat {
  /** For people. */
  TEXT,
  /** JSON Lines, for programs. */
  JSON
}
