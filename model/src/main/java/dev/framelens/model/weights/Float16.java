package dev.framelens.model.weights;

/** Half precision, IEEE 754 binary16: a sign, five bits of exponent, ten of fraction. */
final class Float16 {
  private static final int SIGN = 0x8000;
  private static final int EXPONENT = 0x1F;
  private static final int FRACTION = 0x3FF;
  private static final int FRACTION_BITS = 10;
  private static final int BIAS = 15;

  private Float16() {}

  /** Exactly: every half is a float. */
  static float toFloat(short half) {
    int exponent = (half >> FRACTION_BITS) & EXPONENT;
    int fraction = half & FRACTION;
    float magnitude;
    if (exponent == EXPONENT) {
      magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else if (exponent == 0) {
      magnitude = Math.scalb((float) fraction, 1 - BIAS - FRACTION_BITS);
    } else {
      magnitude = Math.scalb((float) (FRACTION + 1 + fraction), exponent - BIAS - FRACTION_BITS);
    }
    return (half & SIGN) == 0 ? magnitude : -magnitude;
  }
}
