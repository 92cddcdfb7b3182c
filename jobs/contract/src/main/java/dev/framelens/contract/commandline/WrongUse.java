package dev.framelens.contract.commandline;

import dev.framelens.contract.FramelensException;
import java.util.Comparator;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** What a record refuses, said to whoever gave the options. */
public final class WrongUse {
  private WrongUse() {}

  /**
   * Makes a value of all options of a command. A refusal that starts with an option's words, such
   * as {@code batch size 0}, comes to start with the option: {@code --batch-size 0}.
   */
  public static <T> T of(CommandSpec command, Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException | FramelensException refused) {
      throw new ParameterException(
          command.commandLine(), naming(command, String.valueOf(refused.getMessage())), refused);
    }
  }

  /**
   * Refuses what a command was given, unless it holds.
   *
   * @throws ParameterException with what was found and what was expected
   */
  public static void require(CommandSpec command, boolean holds, String found, String expected) {
    if (!holds) {
      throw new ParameterException(
          command.commandLine(), "%s (expected: %s)".formatted(found, expected));
    }
  }

  private static String naming(CommandSpec command, String message) {
    return command.options().stream()
        .map(OptionSpec::longestName)
        .filter(name -> message.startsWith(words(name) + " "))
        .max(Comparator.comparingInt(String::length)) // --spread-wait, not --spread
        .map(name -> name + message.substring(words(name).length()))
        .orElse(message);
  }

  private static String words(String option) {
    return option.replaceFirst("^-+", "").replace('-', ' ');
  }

  /** Makes a value of one option while it is read; the message comes to name the option. */
  public static <T> T ofOption(Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException | FramelensException refused) {
      throw new TypeConversionException(refused.getMessage());
    }
  }
}
