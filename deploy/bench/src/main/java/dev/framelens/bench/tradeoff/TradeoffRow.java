package dev.framelens.bench.tradeoff;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.framelens.bench.comparison.ComparedNetwork;
import dev.framelens.bench.comparison.Published;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.commons.math3.stat.StatUtils;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code bench tradeoff}. A published one has no cost but what its layers say.
 *
 * @param published whether the accuracy is what the authors published of ImageNet's validation set,
 *     not what was measured here
 */
record TradeoffRow(
    @JsonUnwrapped Network network,
    @JsonUnwrapped Spent spent,
    @JsonUnwrapped Accuracy accuracy,
    boolean published) {

  /**
   * What is known before anything runs.
   *
   * @param alpha width multiplier; null for what has none
   * @param side pixels
   * @param trainedSide pixels
   * @param precision null where nothing runs
   * @param dequantised whether its numbers were stored in fewer bits than they compute with
   * @param multiplyAdds for one picture of this side
   * @param weightBytes as float32; null where there are no weights
   */
  record Network(
      String model,
      @Nullable Double alpha,
      int side,
      int trainedSide,
      @Nullable String precision,
      boolean dequantised,
      long multiplyAdds,
      long parameters,
      @Nullable Long weightBytes) {
    @JsonProperty
    boolean atTrainedSide() {
      return side == trainedSide;
    }
  }

  /**
   * What a frame cost here: medians over the repeats, of memory the most. All null where nothing
   * was measured.
   *
   * @param cpuMillisPerFrame decoding, resizing and inference together, on one thread
   * @param framesPerSecondPerCore by the wall clock, of that thread
   * @param peakNativeBytes outside the heap; null where the system does not tell
   * @param joulesPerFrame of the processor's packages whole; null where the machine does not tell
   */
  record Spent(
      @Nullable Integer repeats,
      @Nullable Integer batch,
      @Nullable String picture,
      @Nullable Double decodeResizeCpuMillisPerFrame,
      @Nullable Double inferenceCpuMillisPerFrame,
      @Nullable Double cpuMillisPerFrame,
      @Nullable Double framesPerSecondPerCore,
      @Nullable Long peakNativeBytes,
      @Nullable Double joulesPerFrame) {
    static final Spent NOTHING = new Spent(null, null, null, null, null, null, null, null, null);

    /**
     * One or more measurements of the same.
     *
     * @param picture size of the frames, such as {@code 1280x720}
     */
    static Spent of(List<FrameCost> repeats, String picture) {
      double decode = known(repeats, FrameCost::decodeResizeCpuMillis);
      double inference = known(repeats, FrameCost::inferenceCpuMillis);
      return new Spent(
          repeats.size(),
          TradeoffChild.BATCH,
          picture,
          decode,
          inference,
          decode + inference,
          1000 / known(repeats, FrameCost::wallMillis),
          repeats.stream()
              .map(FrameCost::peakNativeBytes)
              .filter(Objects::nonNull)
              .max(Comparator.naturalOrder())
              .orElse(null),
          median(repeats, FrameCost::joules));
    }
  }

  /**
   * Shares of pictures.
   *
   * @param top1 in [0, 1]; null where there is no labelled set
   * @param top5 in [0, 1]; null likewise, or where it was not published
   * @param images how many; null where published
   * @param source the name of the folder of the pictures, or where the figure was published
   */
  record Accuracy(
      @Nullable Double top1,
      @Nullable Double top5,
      @Nullable Integer images,
      @JsonProperty("accuracySource") @Nullable String source) {
    static final Accuracy UNKNOWN = new Accuracy(null, null, null, null);

    static Accuracy of(Trial.@Nullable Labelled labelled, List<FrameCost> repeats) {
      if (labelled == null) {
        return UNKNOWN;
      }
      var measured = repeats.stream().map(FrameCost::accuracy).filter(Objects::nonNull).findFirst();
      return measured
          .map(found -> new Accuracy(found.top1(), found.top5(), found.images(), folder(labelled)))
          .orElse(UNKNOWN);
    }

    /** Its name alone: rows are kept and shown to others. */
    private static String folder(Trial.Labelled labelled) {
      return String.valueOf(labelled.images().getFileName());
    }

    static Accuracy of(Published published) {
      @Nullable Double top5 =
          published.top5Percent().isPresent() ? share(published.top5Percent().getAsDouble()) : null;
      return new Accuracy(share(published.top1Percent()), top5, null, published.source());
    }

    /** 70.6 to 0.706 and not to 0.7059999999999999. */
    private static double share(double percent) {
      return Math.round(percent * 10) / 1000.0;
    }
  }

  /**
   * A classifier that was measured.
   *
   * @param repeats of the trial; one of them with its accuracy, where that was asked for
   * @param picture size of the frames, such as {@code 1280x720}
   */
  static TradeoffRow of(
      StoredClassifier classifier, Trial trial, List<FrameCost> repeats, String picture) {
    return new TradeoffRow(
        new Network(
            classifier.name(),
            classifier.architecture().alpha(),
            trial.side(),
            classifier.trainedSide(),
            trial.precision(),
            classifier.dequantised(),
            classifier.architecture().multiplyAdds(trial.side()),
            classifier.architecture().parameters(),
            classifier.weightBytes()),
        Spent.of(repeats, picture),
        Accuracy.of(trial.labelled(), repeats),
        false);
  }

  /** A network that nobody ran here. */
  static TradeoffRow of(ComparedNetwork network) {
    return new TradeoffRow(
        new Network(
            network.name(),
            network.alpha().isPresent() ? network.alpha().getAsDouble() : null,
            ComparedNetwork.SIDE,
            ComparedNetwork.SIDE,
            null,
            false,
            network.multiplyAdds(),
            network.parameters(),
            null),
        Spent.NOTHING,
        Accuracy.of(network.published()),
        true);
  }

  /** Null where one of the repeats has no such figure. */
  private static @Nullable Double median(
      List<FrameCost> repeats, Function<FrameCost, @Nullable Double> figure) {
    double[] known =
        repeats.stream()
            .map(figure)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .toArray();
    return known.length < repeats.size() ? null : (Double) StatUtils.percentile(known, 50);
  }

  private static double known(List<FrameCost> repeats, Function<FrameCost, Double> figure) {
    return Objects.requireNonNull(median(repeats, figure::apply), "figure");
  }
}
