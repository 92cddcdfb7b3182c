package dev.framelens.tagging.admission;

import static dev.framelens.contract.ModelKind.CLASSIFIER;

import dev.framelens.tagging.admission.ladder.Rungs;
import dev.framelens.tagging.settings.AdmissionLimits;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What live frames are held to.
 *
 * @param admission of every camera; it has no age limit, since the SLO is one
 * @param rungs of its classifier; one where there is no ladder, or no classifier
 * @param sloMicros the longest time from append to answer
 * @param batchSize frames that share a call at most
 */
public record LivePolicy(AdmissionPolicy admission, Rungs rungs, long sloMicros, int batchSize)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A policy from a job's settings. */
  public static LivePolicy of(
      AdmissionLimits limits, List<ModelChoice> models, Rungs rungs, Duration slo, int batchSize) {
    return new LivePolicy(
        new AdmissionPolicy(limits.withMaxAge(Duration.ZERO), models),
        rungs,
        TimeUnit.NANOSECONDS.toMicros(slo.toNanos()),
        batchSize);
  }

  /** The models of each rung: the ladder moves the classifier's side and no detector's. */
  public static List<List<ModelChoice>> models(List<ModelChoice> models, Rungs rungs) {
    return rungs.fromTop().stream().map(rung -> atSide(models, rung.sidePixels())).toList();
  }

  private static List<ModelChoice> atSide(List<ModelChoice> models, int classifierSide) {
    return models.stream()
        .map(model -> model.kind() == CLASSIFIER ? model.withSide(classifierSide) : model)
        .toList();
  }
}
