package dev.framelens.tagging.admission;

import dev.framelens.contract.ModelKind;
import java.io.Serializable;

/**
 * Which model looks at a frame, and at what side.
 *
 * @param name the model's name in the store, such as {@code mobilenet_v1_1.0_224}
 * @param digest {@code sha256:…} of its weights
 * @param alpha width multiplier α
 * @param side pixels of the square that the model sees
 * @param precision {@code fp32}, {@code bf16} or {@code int8}; of a model that is yet to be opened
 *     also {@code auto}, and one that the machine turns out not to have
 * @param fit how a frame comes into the square: a word of the model library's picture fits, not its
 *     type, since choices are deserialised before anybody knows whether that library is there
 */
public record ModelChoice(
    ModelKind kind,
    String name,
    String digest,
    double alpha,
    int side,
    String precision,
    String fit)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A classifier, which sees frames stretched. */
  public static ModelChoice classifier(
      String name, String digest, double alpha, int side, String precision) {
    return new ModelChoice(ModelKind.CLASSIFIER, name, digest, alpha, side, precision, "stretch");
  }

  /** A detector. */
  public static ModelChoice detector(
      String name, String digest, double alpha, int side, String precision, String fit) {
    return new ModelChoice(ModelKind.DETECTOR, name, digest, alpha, side, precision, fit);
  }

  /** The same model at another side. */
  ModelChoice withSide(int pixels) {
    return new ModelChoice(kind, name, digest, alpha, pixels, precision, fit);
  }

  /**
   * Resolution multiplier ρ: {@code side} as a fraction of the 224 pixels that MobileNet was made
   * for (paper, section 3.4).
   */
  public double rho() {
    return side / 224.0;
  }

  /** The same model as it computes on a machine. */
  public ModelChoice computingIn(String word) {
    return new ModelChoice(kind, name, digest, alpha, side, word, fit);
  }
}
