package dev.framelens.runtime.console;

import java.util.List;

/**
 * The locale of no language. Numbers and dates that machines read are written in it, whatever the
 * user's: Kafka and Flink write some of theirs in the locale of their process.
 */
public final class RootLocale {
  private static final List<String> JVM_ARGUMENTS =
      List.of(
          "-Duser.language=",
          "-Duser.country=",
          "-Duser.script=",
          "-Duser.variant=",
          "-Duser.language.format=",
          "-Duser.country.format=",
          "-Duser.language.display=",
          "-Duser.country.display=");

  private RootLocale() {}

  /** For every JVM that is started. */
  public static List<String> jvmArguments() {
    return JVM_ARGUMENTS;
  }
}
