package dev.framelens.bench.tradeoff;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.framelens.bench.Cost;
import dev.framelens.bench.Costs;
import dev.framelens.bench.Run;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code bench tradeoff}. A published one has no cost but what its layers say.
 *
 * @param alpha width multiplier; null for what has none
 * @param side pixels
 * @param trainedSide pixels
 * @param precision null where nothing runs
 * @param dequantised whether its numbers were stored in fewer bits than they compute with
 * @param multiplyAdds for one picture of this side
 * @param weightBytes as float32; null where there are no weights
 * @param published whether the accuracy is what the authors published of ImageNet's validation set,
 *     not what was measured here
 */
record TradeoffRow(
    String model,
    @Nullable Double alpha,
    int side,
    int trainedSide,
    @Nullable String precision,
    boolean dequantised,
    long multiplyAdds,
    long parameters,
    @Nullable Long weightBytes,
    @JsonUnwrapped Spent spent,
    @JsonUnwrapped Accuracy accuracy,
    boolean published) {

  @JsonProperty
  boolean atTrainedSide() {
    return side == trainedSide;
  }

  /**
   * What a frame cost here: medians over the repeats, of memory the most. All null where nothing
   * was measured.
   *
   * @param picture size of the frames, such as {@code 1280x720}
   * @param cpuMillisPerFrame decoding, resizing and inference together, on one thread
   * @param framesPerSecondPerCore by the wall clock, of that thread
   * @param peakNativeBytes outside the heap; null where the system does not tell
   */
  record Spent(
      @Nullable Integer repeats,
      @Nullable Integer batch,
      @Nullable String picture,
      @Nullable Double decodeResizeCpuMillisPerFrame,
      @Nullable Double inferenceCpuMillisPerFrame,
      @Nullable Double cpuMillisPerFrame,
      @Nullable Double framesPerSecondPerCore,
      @Nullable Long peakNativeBytes) {
    static final Spent NOTHING = new Spent(null, null, null, null, null, null, null, null);

    private static Spent of(int batch, String picture, List<Cost> repeats) {
      double decode = Costs.median(repeats.stream().mapToDouble(Cost::decodeResize));
      double inference = Costs.median(repeats.stream().mapToDouble(Cost::inference));
      return new Spent(
          repeats.size(),
          batch,
          picture,
          decode,
          inference,
          decode + inference,
          1000 / Costs.median(repeats.stream().mapToDouble(Cost::wall)),
          repeats.stream()
              .map(Cost::peakNativeBytes)
              .filter(Objects::nonNull)
              .max(Comparator.naturalOrder())
              .orElse(null));
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
  }

  /** A classifier that was measured. */
  static TradeoffRow of(
      StoredClassifier classifier, Run run, String picture, List<Cost> repeats, Accuracy accuracy) {
    return new TradeoffRow(
        classifier.name(),
        classifier.architecture().alpha(),
        run.side(),
        classifier.trainedSide(),
        run.precision(),
        classifier.dequantised(),
        classifier.architecture().multiplyAdds(run.side()),
        classifier.architecture().parameters(),
        classifier.weightBytes(),
        Spent.of(run.batch(), picture, repeats),
        accuracy,
        false);
  }

  /** A network that nobody ran here. */
  static TradeoffRow of(PublishedNetwork network) {
    return new TradeoffRow(
        network.name(),
        network.alpha(),
        PublishedNetwork.SIDE,
        PublishedNetwork.SIDE,
        null,
        false,
        network.multiplyAdds(),
        network.parameters(),
        null,
        Spent.NOTHING,
        new Accuracy(network.top1(), network.top5(), null, network.source()),
        true);
  }
}
