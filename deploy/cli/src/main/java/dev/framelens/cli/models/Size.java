package dev.framelens.cli.models;

import dev.framelens.model.mobilenet.Architecture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A point on the paper's two axes.
 *
 * @param alpha width multiplier in (0, 1]
 * @param side pixels of the square input, 224 ρ
 */
record Size(double alpha, int side) {
  private static final int FULL_SIDE = 224;
  private static final Pattern NAME =
      Pattern.compile("mobilenet_v1_(?<alpha>[0-9.]+)_(?<side>[0-9]+)(_.*)?");

  /**
   * What a model's name says, as the slim checkpoints are named; the paper's own size otherwise.
   */
  static Size ofName(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches()
        ? new Size(
            Double.parseDouble(matcher.group("alpha")), Integer.parseInt(matcher.group("side")))
        : new Size(1.0, FULL_SIDE);
  }

  double rho() {
    return side / (double) FULL_SIDE;
  }

  /**
   * The side that a resolution multiplier asks for.
   *
   * @throws IllegalArgumentException when no multiple of 32 is within a pixel of 224 ρ: people
   *     write 0.714 for 160 / 224
   */
  static int side(double rho) {
    double exact = FULL_SIDE * rho;
    int side = (int) Math.round(exact / Architecture.TOTAL_STRIDE) * Architecture.TOTAL_STRIDE;
    if (!(rho > 0) || side == 0 || Math.abs(side - exact) >= 1) {
      throw new IllegalArgumentException(
          "resolution multiplier %s gives side %.1f (expected: a multiple of %d, as 1, 0.857, 0.714 or 0.571 give)"
              .formatted(rho, exact, Architecture.TOTAL_STRIDE));
    }
    return side;
  }
}
