package dev.framelens.contract.commandline;

/** What a command prints on the standard output. */
public enum OutputFormat {
  /** For people. */
  TEXT,
  /** JSON Lines, for programs. */
  JSON
}
