package dev.framelens.tagging;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * One of two ways to say how many pixels the model sees; a group of options that exclude each
 * other.
 */
public final class ResolutionOptions {
  @Option(
      names = "--rho",
      paramLabel = "RHO",
      converter = OptionConverters.Rho.class,
      description =
          "Resolution multiplier: 1, 6/7 (0.857), 5/7 (0.714), 4/7 (0.571), or any for which 224"
              + " times it is a multiple of 32 (default: the model's own side).")
  private @Nullable Integer rhoSidePixels;

  @Option(
      names = "--side",
      paramLabel = "PIXELS",
      converter = OptionConverters.Side.class,
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
}
