package dev.framelens.tagging.options;

import dev.framelens.contract.commandline.OptionTypes;
import dev.framelens.contract.commandline.WrongUse;
import dev.framelens.tagging.settings.ModelSettings;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * One of two ways to say how many pixels the model sees; a group of options that exclude each
 * other.
 */
public final class ResolutionOptions {
  @Option(
      names = "--rho",
      paramLabel = "RHO",
      converter = Rho.class,
      description =
          "Resolution multiplier: 1, 6/7 (0.857), 5/7 (0.714), 4/7 (0.571), or any for which 224"
              + " times it is a multiple of 32 (default: the model's own side).")
  private @Nullable Integer rhoSidePixels;

  @Option(
      names = "--side",
      paramLabel = "PIXELS",
      converter = Side.class,
      description = "The same in pixels, a multiple of 32 from 32 to 1024.")
  private @Nullable Integer sidePixels;

  /** Pixels of the square that the model sees; empty for the model's own. */
  public static OptionalInt sidePixels(@Nullable ResolutionOptions options) {
    if (options == null) {
      return OptionalInt.empty();
    }
    Integer side = options.rhoSidePixels == null ? options.sidePixels : options.rhoSidePixels;
    return side == null ? OptionalInt.empty() : OptionalInt.of(side);
  }

  /** Checked while options are read: pictures are looked at with no other settings of a job. */
  static final class Side implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      int pixels = OptionTypes.wholeNumber(text);
      return WrongUse.ofOption(
          () -> ModelSettings.standard().withSidePixels(pixels).sidePixels().orElseThrow());
    }
  }

  /** ρ as a decimal of three places or a fraction; its value is the side that it asks for. */
  static final class Rho implements ITypeConverter<Integer> {
    private static final double PAPER_SIDE = 224;

    /** What three decimal places leave open, with a little to spare. */
    private static final double TOLERANCE_PIXELS = 0.15;

    private static final Pattern NUMBER =
        Pattern.compile("(\\d{1,4}(?:\\.\\d{1,18})?)(?:/(\\d{1,4}))?");

    @Override
    public Integer convert(String text) {
      Matcher parts = NUMBER.matcher(text);
      if (parts.matches()) {
        double divisor = parts.group(2) == null ? 1 : Double.parseDouble(parts.group(2));
        double pixels = Double.parseDouble(parts.group(1)) / divisor * PAPER_SIDE;
        long side = Math.round(pixels);
        if (ModelSettings.isSide(side) && Math.abs(pixels - side) <= TOLERANCE_PIXELS) {
          return (int) side;
        }
      }
      throw new TypeConversionException(
          ("'%s' is no resolution multiplier (expected: 1, 6/7 or 0.857, 5/7 or 0.714, 4/7 or"
                  + " 0.571, or another for which 224 times it is a multiple of 32)")
              .formatted(text));
    }
  }
}
