package dev.framelens.tagging.admission;

import static dev.framelens.contract.ModelKind.CLASSIFIER;

import dev.framelens.tagging.admission.ladder.CameraPolicy;
import dev.framelens.tagging.admission.ladder.Rungs;
import dev.framelens.tagging.settings.ModelSettings;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What live frames are held to.
 *
 * @param pipeline of every camera that is not configured otherwise; its classifier's side is the
 *     top rung's, and it has no age limit, since the SLO is one
 * @param rungs of its classifier; one where there is no ladder, or no classifier
 * @param batchSize frames that share a call at most
 */
public record LivePolicy(PipelinePolicy pipeline, Rungs rungs, int batchSize)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What is wanted of live frames, for an SLO. */
  public static AdmissionPolicy admission(AdmissionPolicy policy, Duration slo) {
    return new AdmissionPolicy(
        policy.limits().withMaxAge(Duration.ZERO),
        policy.models(),
        policy.canaries(),
        policy.wanted(),
        CameraPolicy.of(TimeUnit.NANOSECONDS.toMicros(slo.toNanos())));
  }

  /** The longest time from append to answer, for cameras that are not configured otherwise. */
  long sloMicros() {
    return pipeline.admission().live().sloMicros();
  }

  List<ModelChoice> models() {
    return pipeline.models();
  }

  /**
   * The models of each rung. The ladder moves the classifier's side and no detector's: by the same
   * share of its own side, whichever classifier it is.
   */
  public static List<List<ModelChoice>> models(List<ModelChoice> models, Rungs rungs) {
    double top = rungs.get(0).sidePixels();
    return rungs.fromTop().stream().map(rung -> scaled(models, rung.sidePixels() / top)).toList();
  }

  private static List<ModelChoice> scaled(List<ModelChoice> models, double share) {
    return models.stream()
        .map(model -> model.kind() == CLASSIFIER ? model.withSide(side(model, share)) : model)
        .toList();
  }

  /** The nearest side that a classifier can see. */
  private static int side(ModelChoice model, double share) {
    int steps = (int) Math.round(model.side() * share / ModelSettings.SIDE_STEP);
    return share == 1 ? model.side() : Math.max(1, steps) * ModelSettings.SIDE_STEP;
  }
}
