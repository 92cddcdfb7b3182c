package dev.framelens.contract.commandline;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number from 0 to 1, such as a score; checked while options are read. */
public final class Fraction implements ITypeConverter<Double> {
  @Override
  public Double convert(String text) {
    try {
      double fraction = Double.parseDouble(text);
      if (fraction >= 0 && fraction <= 1) {
        return fraction;
      }
    } catch (NumberFormatException e) {
      // Said below, with the text.
    }
    throw new TypeConversionException("'%s' (expected: a number from 0 to 1)".formatted(text));
  }
}
