package dev.framelens.contract.commandline;

import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * What a record refuses with an {@link IllegalArgumentException}, said to whoever gave the options.
 */
public final class WrongUse {
  private WrongUse() {}

  /** Makes a value of all options of a command. */
  public static <T> T of(CommandSpec command, Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException refused) {
      throw new ParameterException(
          command.commandLine(), String.valueOf(refused.getMessage()), refused);
    }
  }

  /** Makes a value of one option while it is read; the message comes to name the option. */
  public static <T> T ofOption(Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException refused) {
      throw new TypeConversionException(refused.getMessage());
    }
  }
}
