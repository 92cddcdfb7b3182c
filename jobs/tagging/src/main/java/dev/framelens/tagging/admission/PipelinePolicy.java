package dev.framelens.tagging.admission;

import dev.framelens.contract.ModelKind;
import dev.framelens.tagging.settings.ModelSettings;
import java.io.Serializable;
import java.util.List;

/**
 * What a job's options say of every camera, until it is configured otherwise.
 *
 * @param classifier the name of the classifier, also where the pipeline's task needs none
 * @param detector likewise
 * @param sloIsAge whether a frame older than its SLO is stale: where no waiting room goes by it
 * @param fixedModels whether cameras keep to the pipeline's models: where frames are looked at by
 *     tasks that admission does not know
 */
public record PipelinePolicy(
    AdmissionPolicy admission,
    String classifier,
    String detector,
    boolean sloIsAge,
    boolean fixedModels)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** With names for models that the pipeline has none of. */
  public static PipelinePolicy of(AdmissionPolicy admission, ModelSettings models) {
    return new PipelinePolicy(admission, models.classifier(), models.detector(), false, false);
  }

  /** Where frames are spread over tasks that admission does not know. */
  public PipelinePolicy spread(boolean live) {
    return new PipelinePolicy(admission, classifier, detector, live, true);
  }

  String name(ModelKind kind) {
    return switch (kind) {
      case CLASSIFIER -> classifier;
      case DETECTOR -> detector;
    };
  }

  List<ModelChoice> models() {
    return admission.models();
  }
}
