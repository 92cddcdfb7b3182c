package dev.framelens.tagging.admission;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.framelens.contract.ConfigFault;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.configuration.CameraConfig;
import dev.framelens.tagging.source.ConfigRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The policies of all cameras as they are configured while the job runs: the only place that knows
 * configurations. One that is wrong, or whose models cannot be had, changes nothing; one whose
 * models are yet to be opened comes into force once they are ready, and until then the camera stays
 * as it was. Plain Java, for one thread; what takes long is for others to do, who then tell it.
 */
final class ConfiguredPolicies implements AdmissionPolicies {

  /** What has to be done outside. */
  interface Work {
    /** Opens a model and then calls {@link #opened} or {@link #notOpened}. */
    void open(ModelName model);

    /** Makes ready for frames of these models, and then calls {@link #ready} or {@link #failed}. */
    void prepare(List<ModelChoice> models);

    /** Nobody names other lists any more. */
    void retain(Collection<List<ModelChoice>> lists);

    /**
     * Checks that the detector knows the classes.
     *
     * @throws RuntimeException with a sentence where it does not
     */
    void requireClasses(ModelChoice detector, List<String> classes);

    /** The shortest SLO that this machine can hold, microseconds; 0 where nobody knows. */
    long leastSloMicros();

    void rejected(RejectedConfig config);
  }

  /** A configuration that is not in force yet. */
  private static final class Candidate {
    final ConfigRecord record;
    final CameraConfig config;

    /** To be asked for, since the store may have others by these names than it had. */
    final Set<ModelName> unopened = new HashSet<>();

    Candidate(ConfigRecord record, CameraConfig config) {
      this.record = record;
      this.config = config;
    }
  }

  private final PolicyMaker maker;
  private final PipelinePolicy pipeline;
  private final Work work;

  /** Those in force. */
  private final Map<String, CameraConfig> configs = new HashMap<>();

  private final Map<String, AdmissionPolicy> own = new HashMap<>();
  private AdmissionPolicy everyCamera;

  private final Map<String, Candidate> candidates = new LinkedHashMap<>();
  private final Map<ModelName, ModelChoice> opened = new HashMap<>();
  private final Set<ModelName> opening = new HashSet<>();
  private final Set<List<ModelChoice>> prepared = new HashSet<>();
  private final Set<List<ModelChoice>> preparing = new HashSet<>();

  /** How many policies name each list. */
  private final Map<List<ModelChoice>, Integer> uses = new HashMap<>();

  private boolean someUnused;

  /** Every camera is as the pipeline's options say. */
  ConfiguredPolicies(PipelinePolicy pipeline, Work work) {
    this.pipeline = pipeline;
    this.work = work;
    this.maker = new PolicyMaker(pipeline, opened, work);
    this.everyCamera = pipeline.admission();
    for (var model : pipeline.models()) {
      opened.put(new ModelName(model.kind(), model.name()), model);
    }
    pipeline.admission().lists().forEach(this::use);
    prepared.addAll(uses.keySet());
  }

  @Override
  public AdmissionPolicy policy(String camera) {
    return own.isEmpty() ? everyCamera : own.getOrDefault(camera, everyCamera);
  }

  /** Whether a configuration waits for its models. */
  boolean isWaiting() {
    return !candidates.isEmpty();
  }

  /** Takes configurations in, the later of a camera's in place of the earlier. */
  void changed(List<ConfigRecord> records) {
    var keys = new ArrayList<String>();
    for (var record : records) {
      read(record, keys);
    }
    // First what every camera has, so that nobody's policy is made twice.
    if (keys.remove(CameraConfig.EVERY_CAMERA)) {
      advance(CameraConfig.EVERY_CAMERA);
    }
    keys.forEach(this::advance);
    tidy();
  }

  /** A model is open. */
  void opened(ModelName name, ModelChoice choice) {
    opening.remove(name);
    opened.put(name, maker.asInPipeline(choice));
    // Whoever asked for it may want another by now.
    someUnused = true;
    candidates.values().forEach(candidate -> candidate.unopened.remove(name));
    advanceAll();
  }

  /** A model cannot be opened, or not on this machine. */
  void notOpened(ModelName name, String why) {
    opening.remove(name);
    for (var waiting : List.copyOf(candidates.entrySet())) {
      var candidate = waiting.getValue();
      if (candidate.unopened.contains(name) || names(waiting.getKey(), candidate).contains(name)) {
        refuse(waiting.getKey(), ConfigFault.MODEL_UNAVAILABLE, why);
      }
    }
    advanceAll();
  }

  /** Frames of these models may come. */
  void ready(List<ModelChoice> models) {
    preparing.remove(models);
    prepared.add(models);
    advanceAll();
  }

  /** Something went wrong with these models before the first frame. */
  void failed(List<ModelChoice> models, String why) {
    preparing.remove(models);
    for (var waiting : List.copyOf(candidates.entrySet())) {
      var named = names(waiting.getKey(), waiting.getValue());
      if (models.stream().allMatch(each -> named.contains(nameOf(each)))) {
        refuse(waiting.getKey(), ConfigFault.MODEL_UNAVAILABLE, why);
      }
    }
    someUnused = true;
    advanceAll();
  }

  private static ModelName nameOf(ModelChoice choice) {
    return new ModelName(choice.kind(), choice.name());
  }

  private void read(ConfigRecord record, List<String> keys) {
    byte @Nullable [] key = record.key();
    var badKey = CameraConfig.keyFault(key);
    if (key == null || badKey.isPresent()) {
      work.rejected(RejectedConfig.of(record, ConfigFault.BAD_KEY, badKey.orElse("")));
      return;
    }
    byte @Nullable [] value = record.value();
    var camera = new String(key, UTF_8);
    try {
      var config = value == null ? CameraConfig.NONE : CameraConfig.read(value);
      var candidate = new Candidate(record, config);
      if (!pipeline.fixedModels()) {
        candidate.unopened.addAll(PolicyMaker.said(config));
      }
      candidates.put(camera, candidate);
      keys.remove(camera);
      keys.add(camera);
    } catch (FramelensException wrong) {
      work.rejected(
          RejectedConfig.of(record, ConfigFault.BAD_CONFIG, String.valueOf(wrong.getMessage())));
    }
  }

  private void advanceAll() {
    List.copyOf(candidates.keySet()).forEach(this::advance);
    tidy();
  }

  /** Brings a configuration as far as it can come now. */
  private void advance(String key) {
    var candidate = candidates.get(key);
    if (candidate == null) {
      return;
    }
    try {
      maker.checkModels(candidate.config);
      var missing = new HashSet<>(candidate.unopened);
      names(key, candidate).stream()
          .filter(name -> !opened.containsKey(name))
          .forEach(missing::add);
      if (!missing.isEmpty()) {
        missing.stream().filter(opening::add).forEach(work::open);
        return;
      }
      var policies = policies(key, candidate.config);
      var unprepared = new HashSet<List<ModelChoice>>();
      policies.values().forEach(policy -> unprepared.addAll(policy.lists()));
      unprepared.removeAll(prepared);
      if (!unprepared.isEmpty()) {
        unprepared.stream().filter(preparing::add).forEach(work::prepare);
        return;
      }
      candidates.remove(key);
      enforce(key, candidate.config, policies);
    } catch (RuntimeException wrong) {
      var message = wrong.getMessage();
      refuse(key, ConfigFault.BAD_CONFIG, message == null ? wrong.toString() : message);
    }
  }

  /** Of every model that some frame of those whom this configuration concerns may need. */
  private Set<ModelName> names(String key, Candidate candidate) {
    var every = every(key, candidate.config);
    var names = new HashSet<ModelName>();
    concerned(key, candidate.config).values().forEach(own -> names.addAll(maker.names(own, every)));
    return names;
  }

  /** The policies that this configuration changes. */
  private Map<String, AdmissionPolicy> policies(String key, CameraConfig config) {
    var every = every(key, config);
    var policies = new HashMap<String, AdmissionPolicy>();
    concerned(key, config).forEach((camera, own) -> policies.put(camera, maker.policy(own, every)));
    return policies;
  }

  /** What those whom a configuration concerns say themselves. */
  private Map<String, CameraConfig> concerned(String key, CameraConfig config) {
    if (!key.equals(CameraConfig.EVERY_CAMERA)) {
      return Map.of(key, config);
    }
    var all = new HashMap<>(configs);
    all.put(key, CameraConfig.NONE);
    return all;
  }

  /** What is said of every camera. */
  private CameraConfig every(String key, CameraConfig config) {
    return key.equals(CameraConfig.EVERY_CAMERA)
        ? config
        : configs.getOrDefault(CameraConfig.EVERY_CAMERA, CameraConfig.NONE);
  }

  private void enforce(String key, CameraConfig config, Map<String, AdmissionPolicy> policies) {
    if (config.equals(CameraConfig.NONE)) {
      configs.remove(key);
    } else {
      configs.put(key, config);
    }
    policies.forEach(
        (camera, policy) -> {
          policy.lists().forEach(this::use);
          @Nullable AdmissionPolicy before;
          if (camera.equals(CameraConfig.EVERY_CAMERA)) {
            before = everyCamera;
            everyCamera = policy;
          } else if (configs.containsKey(camera)) {
            before = own.put(camera, policy);
          } else {
            before = own.remove(camera);
            policy.lists().forEach(this::unuse);
          }
          if (before != null) {
            before.lists().forEach(this::unuse);
          }
        });
  }

  private void use(List<ModelChoice> models) {
    uses.merge(models, 1, Integer::sum);
  }

  private void unuse(List<ModelChoice> models) {
    if (uses.computeIfPresent(models, (list, count) -> count == 1 ? null : count - 1) == null) {
      someUnused = true;
    }
  }

  /** Gives back what nobody names, once nobody is about to. */
  private void tidy() {
    if (someUnused
        && !pipeline.fixedModels()
        && candidates.isEmpty()
        && preparing.isEmpty()
        && opening.isEmpty()) {
      someUnused = false;
      prepared.retainAll(uses.keySet());
      var named = new HashSet<ModelChoice>();
      uses.keySet().forEach(named::addAll);
      opened.values().retainAll(named);
      work.retain(List.copyOf(prepared));
    }
  }

  private void refuse(String key, ConfigFault fault, String why) {
    var candidate = candidates.remove(key);
    if (candidate != null) {
      work.rejected(RejectedConfig.of(candidate.record, fault, why));
      someUnused = true;
    }
  }
}
