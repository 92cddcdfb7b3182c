package dev.framelens.cli.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.store.PrecisionAccuracies;
import dev.framelens.model.store.PrecisionSpeeds;
import dev.framelens.model.store.StoredModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a model in one precision.
 *
 * @param precision {@code fp32}, {@code bf16} or {@code int8}
 * @param cpuMillis of one picture on this machine; null where it was not measured yet
 * @param measured what it costs in accuracy; null of fp32
 * @param holds whether {@code auto} may take it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PrecisionLine(
    String precision,
    @Nullable Double cpuMillis,
    PrecisionAccuracies.@Nullable Measured measured,
    boolean holds) {

  /** Those of which anything is known, fp32 first. */
  static List<PrecisionLine> of(StoredModel model) {
    var accuracies = PrecisionAccuracies.of(model.digest(), model.directory());
    Map<Precision, Double> speeds =
        PrecisionSpeeds.onThisMachine(model.digest(), model.directory()).orElse(Map.of());
    var lines = new ArrayList<PrecisionLine>();
    for (Precision precision : Precision.values()) {
      PrecisionAccuracies.@Nullable Measured measured = accuracies.get(precision);
      @Nullable Double millis = speeds.get(precision);
      if (measured != null || millis != null) {
        boolean holds = measured == null ? precision == Precision.FP32 : measured.holds();
        lines.add(new PrecisionLine(precision.word(), millis, measured, holds));
      }
    }
    return lines;
  }

  /**
   * Such as {@code top-1 85.7 % → 86.3 %, 98.7 % the same answers (300 of images); 2.03 ms here}.
   */
  String text() {
    String speed =
        cpuMillis == null
            ? "not measured on this machine"
            : String.format(Locale.ROOT, "%.2f ms of CPU a picture on this machine", cpuMillis);
    if (measured == null) {
      return speed;
    }
    String same =
        measured.same() == null
            ? "mAP"
            : String.format(Locale.ROOT, "%.1f %% of fp32's answers, top-1", 100 * measured.same());
    return String.format(
        Locale.ROOT,
        "%s; %s %.4f after %.4f on %d of %s%s",
        speed,
        same,
        measured.accuracy(),
        measured.fp32(),
        measured.pictures(),
        measured.set(),
        holds ? "" : ": not for auto");
  }
}
