package dev.framelens.model.serving;

import dev.framelens.model.image.PixelBatch;
import dev.framelens.model.mobilenet.MadeUpPictures;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a network that computes in fewer bits answers as the same one in single precision does.
 * Asked before anybody relies on it: kernels may be missing, or wrong on some processor.
 */
final class PrecisionTrial {
  /**
   * Least correlation of the answers' log-odds. What fewer bits cost leaves more than 0.99; answers
   * that have nothing to do with each other have 0.
   */
  private static final double LEAST_CORRELATION = 0.97;

  private static final int PICTURES = 2;
  private static final double SMALLEST = 1e-6;

  private PrecisionTrial() {}

  /** What is wrong with the answers to made-up pictures; empty where nothing is. */
  static Optional<String> complaint(LoadedModel exact, LoadedModel fast) {
    try (var batch = MadeUpPictures.batch(PICTURES, exact.file().trainedSide())) {
      double correlation = correlation(logOdds(exact, batch), logOdds(fast, batch));
      return correlation >= LEAST_CORRELATION
          ? Optional.empty()
          : Optional.of(
              String.format(
                  Locale.ROOT,
                  "its answers to made-up pictures correlate with those in fp32 by %.3f (expected: at least %.2f)",
                  correlation,
                  LEAST_CORRELATION));
    }
  }

  private static double[] logOdds(LoadedModel model, PixelBatch batch) {
    float[][] scores =
        model.isDetector()
            ? model.detector().raw(batch).scores()
            : model.classifier().probabilities(batch);
    var odds = new double[scores.length * scores[0].length];
    for (int index = 0; index < odds.length; index++) {
      double score = scores[index / scores[0].length][index % scores[0].length];
      double inside = Math.min(Math.max(score, SMALLEST), 1 - SMALLEST);
      odds[index] = Math.log(inside / (1 - inside));
    }
    return odds;
  }

  /** Pearson's; not a number where an answer is none, or all are alike. */
  private static double correlation(double[] one, double[] other) {
    double oneMean = mean(one);
    double otherMean = mean(other);
    double both = 0;
    double oneSquares = 0;
    double otherSquares = 0;
    for (int index = 0; index < one.length; index++) {
      double a = one[index] - oneMean;
      double b = other[index] - otherMean;
      both += a * b;
      oneSquares += a * a;
      otherSquares += b * b;
    }
    return both / Math.sqrt(oneSquares * otherSquares);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
