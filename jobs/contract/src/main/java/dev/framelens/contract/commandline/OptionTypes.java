package dev.framelens.contract.commandline;

import dev.framelens.contract.DurationText;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** How all commands read values, and show those that nobody gave. */
public final class OptionTypes {
  private OptionTypes() {}

  /** Teaches a command and those below it. */
  public static CommandLine install(CommandLine command) {
    return command
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(
            Duration.class, text -> WrongUse.ofOption(() -> DurationText.parse(text)))
        .registerConverter(Integer.class, OptionTypes::wholeNumber)
        .registerConverter(int.class, OptionTypes::wholeNumber)
        .setDefaultValueProvider(
            argument ->
                argument.initialValue() instanceof Duration duration
                    ? DurationText.of(duration)
                    : null);
  }

  /** Reads one, as every option of numbers does. */
  public static int wholeNumber(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'%s' (expected: a whole number)".formatted(text));
    }
  }
}
