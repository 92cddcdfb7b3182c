package dev.framelens.tagging.admission;

import dev.framelens.contract.FramelensException;
import dev.framelens.contract.ModelKind;
import dev.framelens.contract.configuration.CameraConfig;
import dev.framelens.contract.configuration.ModelShare;
import dev.framelens.tagging.admission.ladder.CameraPolicy;
import dev.framelens.tagging.settings.AdmissionLimits;
import dev.framelens.tagging.settings.DetectionSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes a camera's policy of its own configuration, of what every camera is configured with, and of
 * the pipeline's options: of each field the first that says something.
 */
final class PolicyMaker {
  private final PipelinePolicy pipeline;
  private final Map<ModelName, ModelChoice> opened;
  private final ConfiguredPolicies.Work work;

  /**
   * Makes one.
   *
   * @param opened models by their names, filled by the owner as they come
   */
  PolicyMaker(
      PipelinePolicy pipeline, Map<ModelName, ModelChoice> opened, ConfiguredPolicies.Work work) {
    this.pipeline = pipeline;
    this.opened = opened;
    this.work = work;
  }

  /** The models that a configuration names. */
  static Set<ModelName> said(CameraConfig config) {
    var names = new HashSet<ModelName>();
    for (var kind : ModelKind.values()) {
      var model = model(config, kind);
      if (model != null) {
        names.add(new ModelName(kind, model.name()));
      }
    }
    return names;
  }

  /** What a configuration says of a kind of model; null where nothing. */
  private static @Nullable ModelShare model(CameraConfig config, ModelKind kind) {
    return switch (kind) {
      case CLASSIFIER -> config.classifier();
      case DETECTOR -> config.detector();
    };
  }

  /** A model of the store as the pipeline looks with it, where it is the pipeline's own. */
  ModelChoice asInPipeline(ModelChoice choice) {
    return pipeline.models().stream()
        .filter(model -> model.kind() == choice.kind() && model.digest().equals(choice.digest()))
        .findFirst()
        .orElse(choice);
  }

  /**
   * Refuses models where cameras keep to the pipeline's.
   *
   * @throws FramelensException naming the model, and those that may be named
   */
  void checkModels(CameraConfig config) {
    if (!pipeline.fixedModels()) {
      return;
    }
    for (var kind : ModelKind.values()) {
      var model = model(config, kind);
      if (model != null && !model.name().equals(pipeline.name(kind))) {
        throw new FramelensException(
            "The %s %s in a pipeline that spreads its frames (expected: %s, the pipeline's own)"
                .formatted(kind.word(), model.name(), pipeline.name(kind)));
      }
    }
    var wanted = config.task();
    if (wanted != null && !pipelineKinds().containsAll(wanted.kinds())) {
      throw new FramelensException(
          "The task %s in a pipeline that spreads its frames and has no model for it"
              .formatted(wanted));
    }
  }

  /** The models that frames of such a camera may need. */
  Set<ModelName> names(CameraConfig own, CameraConfig every) {
    var names = new HashSet<ModelName>();
    for (var kind : kinds(own, every)) {
      names.add(base(kind, own, every));
      var share = share(kind, own, every);
      if (share != null) {
        names.add(new ModelName(kind, share.name()));
      }
    }
    return names;
  }

  /**
   * The policy of a camera; every model that it needs is open.
   *
   * @throws RuntimeException with a sentence where the fields do not go together
   */
  AdmissionPolicy policy(CameraConfig own, CameraConfig every) {
    var config = own.orElse(every);
    var kinds = kinds(own, every);
    var wanted = wanted(config);
    var shares = new TreeSet<Double>();
    kinds.stream()
        .map(kind -> share(kind, own, every))
        .filter(Objects::nonNull)
        .forEach(canary -> shares.add(canary.share()));
    var canaries = new ArrayList<Canary>();
    for (double upTo : shares) {
      canaries.add(new Canary(upTo, models(kinds, own, every, upTo)));
    }
    var policy =
        new AdmissionPolicy(
            limits(config), models(kinds, own, every, 1), canaries, wanted, live(config, kinds));
    if (config.classes() != null) {
      policy.lists().stream()
          .flatMap(List::stream)
          .filter(model -> model.kind() == ModelKind.DETECTOR)
          .distinct()
          .forEach(detector -> work.requireClasses(detector, wanted.detections().classes()));
    }
    return policy;
  }

  /** Those of a frame whose draw is just below {@code upTo}. */
  private List<ModelChoice> models(
      List<ModelKind> kinds, CameraConfig own, CameraConfig every, double upTo) {
    var models = new ArrayList<ModelChoice>();
    for (var kind : kinds) {
      var canary = share(kind, own, every);
      var name =
          canary != null && upTo <= canary.share()
              ? new ModelName(kind, canary.name())
              : base(kind, own, every);
      models.add(Objects.requireNonNull(opened.get(name), () -> name + " is not open"));
    }
    return models;
  }

  /** The model for the frames that no canary has. */
  private ModelName base(ModelKind kind, CameraConfig own, CameraConfig every) {
    for (var config : List.of(own, every)) {
      var model = model(config, kind);
      if (model != null && !model.isCanary()) {
        return new ModelName(kind, model.name());
      }
    }
    return new ModelName(kind, pipeline.name(kind));
  }

  /** The canary, if what the camera says of this kind is one. */
  private static @Nullable ModelShare share(ModelKind kind, CameraConfig own, CameraConfig every) {
    var model = model(own, kind) == null ? model(every, kind) : model(own, kind);
    return model != null && model.isCanary() ? model : null;
  }

  private List<ModelKind> kinds(CameraConfig own, CameraConfig every) {
    var task = own.orElse(every).task();
    return task == null ? pipelineKinds() : task.kinds();
  }

  private List<ModelKind> pipelineKinds() {
    return pipeline.models().stream().map(ModelChoice::kind).toList();
  }

  private AdmissionLimits limits(CameraConfig config) {
    var limits = pipeline.admission().limits();
    if (config.maxFps() != null) {
      limits = limits.withMaxFps(config.maxFps());
    }
    if (pipeline.sloIsAge() && config.sloMillis() != null) {
      limits = limits.withMaxAge(Duration.ofMillis(config.sloMillis()));
    }
    return limits;
  }

  private Wanted wanted(CameraConfig config) {
    var wanted = pipeline.admission().wanted();
    var boxes = wanted.detections();
    return new Wanted(
        config.topK() == null ? wanted.labels() : config.topK(),
        new DetectionSettings(
            config.minScore() == null ? boxes.minScore() : config.minScore().floatValue(),
            config.topK() == null ? boxes.top() : config.topK(),
            config.classes() == null ? boxes.classes() : config.classes()),
        config.regionOfInterest());
  }

  private CameraPolicy live(CameraConfig config, List<ModelKind> kinds) {
    var live = pipeline.admission().live();
    long slo = live.sloMicros();
    if (config.sloMillis() != null) {
      slo = TimeUnit.MILLISECONDS.toMicros(config.sloMillis());
      long least = work.leastSloMicros();
      if (slo < least) {
        throw new FramelensException(
            "sloMillis %d is too short for this machine (expected: at least %d)"
                .formatted(config.sloMillis(), (least + 999) / 1000));
      }
    }
    int priority = config.priority() == null ? live.priority() : config.priority();
    if (!kinds.contains(ModelKind.CLASSIFIER)) {
      // Detectors keep their side, so that stepping down would save nothing.
      return new CameraPolicy(slo, priority, Double.MAX_VALUE, Double.MAX_VALUE);
    }
    return new CameraPolicy(
        slo,
        priority,
        config.minRho() == null ? live.minRho() : config.minRho(),
        config.maxRho() == null ? live.maxRho() : config.maxRho());
  }
}
