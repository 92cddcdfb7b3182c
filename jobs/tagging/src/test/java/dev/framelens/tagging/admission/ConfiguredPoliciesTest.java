package dev.framelens.tagging.admission;

import static dev.framelens.contract.ModelKind.CLASSIFIER;
import static dev.framelens.contract.ModelKind.DETECTOR;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.framelens.contract.ConfigFault;
import dev.framelens.contract.FrameId;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.ModelKind;
import dev.framelens.contract.configuration.RegionOfInterest;
import dev.framelens.tagging.TestFrames;
import dev.framelens.tagging.admission.ladder.CameraPolicy;
import dev.framelens.tagging.settings.AdmissionLimits;
import dev.framelens.tagging.settings.DetectionSettings;
import dev.framelens.tagging.source.ConfigRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConfiguredPoliciesTest {
  private static final ModelChoice OWN = TestFrames.CLASSIFIER;
  private static final long SLO = 1_000_000;

  private final Later work = new Later();
  private final ConfiguredPolicies policies = policies(false);
  private long offset;

  private ConfiguredPolicies policies(boolean fixed) {
    var admission =
        new AdmissionPolicy(
            AdmissionLimits.standard(),
            List.of(OWN),
            List.of(),
            new Wanted(5, DetectionSettings.standard(), null),
            CameraPolicy.of(SLO));
    return new ConfiguredPolicies(
        new PipelinePolicy(admission, OWN.name(), "ssd", false, fixed), work);
  }

  @Test
  void aCameraThatIsNotConfiguredIsAsThePipelineSays() {
    assertThat(policies.policy("gate").models()).containsExactly(OWN);
    assertThat(policies.policy("gate").live()).isEqualTo(CameraPolicy.of(SLO));
  }

  @Test
  void whatItsOwnConfigurationLeavesOpenIsAsForEveryCamera() {
    set("gate", "\"maxFps\": 2, \"minScore\": 0.25, \"priority\": 3");
    set("*", "\"maxFps\": 7, \"sloMillis\": 250, \"topK\": 2");

    assertThat(policies.policy("gate").limits().maxFps()).isEqualTo(2);
    assertThat(policies.policy("gate").live())
        .isEqualTo(new CameraPolicy(250_000, 3, 0, Double.MAX_VALUE));
    assertThat(policies.policy("gate").wanted().detections())
        .isEqualTo(new DetectionSettings(0.25f, 2, List.of()));
    assertThat(policies.policy("yard").limits().maxFps()).isEqualTo(7);
    assertThat(policies.policy("yard").wanted().labels()).isEqualTo(2);
    assertThat(work.rejected).isEmpty();
  }

  @Test
  void whatIsUnsetGoesBack() {
    set("gate", "\"maxFps\": 2");
    set("*", "\"maxFps\": 7");
    unset("gate");
    assertThat(policies.policy("gate").limits().maxFps()).isEqualTo(7);
    unset("*");
    assertThat(policies.policy("gate").limits().maxFps()).isInfinite();
  }

  @Test
  void theRegionAndTheLadderOfACameraAreItsOwn() {
    set(
        "gate",
        "\"regionOfInterest\": {\"top\": 0.5, \"left\": 0, \"bottom\": 1, \"right\": 0.5},"
            + " \"minRho\": 0.5, \"maxRho\": 0.75");

    assertThat(policies.policy("gate").wanted().region())
        .isEqualTo(new RegionOfInterest(0.5, 0, 1, 0.5));
    assertThat(policies.policy("gate").live()).isEqualTo(new CameraPolicy(SLO, 0, 0.5, 0.75));
    assertThat(policies.policy("yard").wanted().region()).isNull();
  }

  @Test
  void aModelIsOpenedAndMadeReadyBeforeTheCameraTurnsToIt() {
    set("gate", "\"classifier\": \"night\", \"maxFps\": 2");
    assertThat(work.opening).containsExactly(new ModelName(CLASSIFIER, "night"));
    assertThat(policies.policy("gate").models()).containsExactly(OWN);
    assertThat(policies.policy("gate").limits().maxFps()).isInfinite();

    work.open();
    assertThat(policies.policy("gate").models()).containsExactly(OWN);

    work.prepare();
    assertThat(policies.policy("gate").models()).containsExactly(night());
    assertThat(policies.policy("gate").limits().maxFps()).isEqualTo(2);
    assertThat(policies.policy("yard").models()).containsExactly(OWN);
    assertThat(policies.isWaiting()).isFalse();
  }

  @Test
  void whatNobodyNamesAnyMoreIsGivenBack() {
    set("gate", "\"classifier\": \"night\"");
    work.all();
    unset("gate");

    assertThat(work.retained).containsExactly(List.of(OWN));
    set("*", "\"classifier\": \"night\"");
    work.all();
    assertThat(work.retained).containsExactly(List.of(night()));

    unset("*");
    assertThat(policies.policy("gate").models()).containsExactly(night());
    work.all();
    assertThat(policies.policy("gate").models()).containsExactly(OWN);
    assertThat(work.retained).containsExactly(List.of(OWN));
  }

  @Test
  void aModelThatCannotBeOpenedLeavesTheCameraWhereItWas() {
    set("gate", "\"maxFps\": 3");
    work.missing.add("nowhere");
    set("gate", "\"classifier\": \"nowhere\", \"maxFps\": 9");
    work.all();

    assertThat(policies.policy("gate").limits().maxFps()).isEqualTo(3);
    assertThat(work.rejected)
        .extracting(RejectedConfig::reason)
        .containsExactly(ConfigFault.MODEL_UNAVAILABLE);
    assertThat(work.rejected.get(0).detail()).isEqualTo("no nowhere here");
    assertThat(policies.isWaiting()).isFalse();
  }

  @Test
  void aModelThatFailsAsItIsMadeReadyLeavesTheCameraWhereItWas() {
    set("gate", "\"classifier\": \"night\"");
    work.open();
    policies.failed(work.preparing.remove(), "out of memory");

    assertThat(policies.policy("gate").models()).containsExactly(OWN);
    assertThat(work.rejected).extracting(RejectedConfig::detail).containsExactly("out of memory");
    assertThat(work.retained).containsExactly(List.of(OWN));
  }

  @Test
  void theLastOfSeveralChangesWins() {
    set("gate", "\"classifier\": \"night\"");
    set("gate", "\"maxFps\": 4");
    assertThat(policies.policy("gate").limits().maxFps()).isEqualTo(4);

    work.all();

    assertThat(policies.policy("gate").models()).containsExactly(OWN);
    assertThat(work.retained).containsExactly(List.of(OWN));
  }

  @Test
  void aTaskThatThePipelineHasNotTakesItsModelByName() {
    set("gate", "\"task\": \"both\"");
    assertThat(work.opening).containsExactly(new ModelName(DETECTOR, "ssd"));
    work.all();

    assertThat(policies.policy("gate").models())
        .extracting(ModelChoice::name)
        .containsExactly(OWN.name(), "ssd");
  }

  /** Else the ladder would send it down for nothing. */
  @Test
  void aCameraWithADetectorAloneStaysOnTheTopRung() {
    set("gate", "\"task\": \"detect\"");
    work.all();

    assertThat(policies.policy("gate").live().minRho()).isEqualTo(Double.MAX_VALUE);
  }

  @Test
  void aCanaryLooksAtItsShareOfTheFramesAndAReplayDrawsTheSame() {
    set("gate", "\"classifier\": {\"name\": \"night\", \"share\": 0.1}");
    work.all();
    var policy = policies.policy("gate");

    long canaries =
        IntStream.range(0, 100_000)
            .filter(frame -> policy.models(frame(frame)).equals(List.of(night())))
            .count();

    assertThat(canaries / 100_000.0).isCloseTo(0.1, within(0.005));
    assertThat(policy.models()).containsExactly(OWN);
    unset("gate");
    set("gate", "\"classifier\": {\"name\": \"night\", \"share\": 0.1}");
    work.all();
    assertThat(IntStream.range(0, 1000))
        .allMatch(
            frame ->
                policies.policy("gate").models(frame(frame)).equals(policy.models(frame(frame))));
  }

  @Test
  void canariesOfBothKindsAreDrawnTogether() {
    set(
        "gate",
        "\"task\": \"both\", \"classifier\": {\"name\": \"night\", \"share\": 0.5}, \"detector\":"
            + " {\"name\": \"boxes\", \"share\": 0.2}");
    work.all();

    assertThat(policies.policy("gate").canaries())
        .extracting(
            Canary::upTo, canary -> canary.models().stream().map(ModelChoice::name).toList())
        .containsExactly(
            tuple(0.2, List.of("night", "boxes")), tuple(0.5, List.of("night", "ssd")));
  }

  @Test
  void whatIsNoConfigurationIsToldAndTheOldOneStays() {
    set("gate", "\"maxFps\": 3");
    policies.changed(
        List.of(
            record("gate", "{"), record("ga te", "{}"), new ConfigRecord(frame(9), null, null)));

    assertThat(policies.policy("gate").limits().maxFps()).isEqualTo(3);
    assertThat(work.rejected)
        .extracting(RejectedConfig::reason)
        .containsExactly(ConfigFault.BAD_CONFIG, ConfigFault.BAD_KEY, ConfigFault.BAD_KEY);
    assertThat(work.rejected.get(0).detail())
        .isEqualTo("The configuration is no JSON (expected: framelens.config/1): {");
  }

  @Test
  void fieldsOfTwoConfigurationsThatDoNotGoTogetherAreTold() {
    set("*", "\"maxRho\": 0.5");
    set("gate", "\"minRho\": 0.75");

    assertThat(work.rejected)
        .extracting(RejectedConfig::detail)
        .containsExactly("ρ from 0.75 to 0.5 (expected: 0 or more, and the least first)");
    assertThat(policies.policy("gate").live().maxRho()).isEqualTo(0.5);
  }

  @Test
  void classesThatTheDetectorDoesNotHaveAreTold() {
    set("gate", "\"task\": \"detect\", \"classes\": [\"unicorn\"]");
    work.all();

    assertThat(work.rejected).extracting(RejectedConfig::detail).containsExactly("no unicorn");
    assertThat(policies.policy("gate").models()).containsExactly(OWN);
  }

  @Test
  void anSloThatThisMachineCannotHoldIsTold() {
    work.leastSloMicros = 36_480;
    set("gate", "\"sloMillis\": 36");

    assertThat(work.rejected)
        .extracting(RejectedConfig::detail)
        .containsExactly("sloMillis 36 is too short for this machine (expected: at least 37)");
  }

  @Test
  void whereFramesAreSpreadCamerasKeepThePipelinesModels() {
    var spread = policies(true);
    spread.changed(
        List.of(
            record("gate", config("\"classifier\": \"night\"")),
            record("yard", config("\"classifier\": \"%s\", \"maxFps\": 2".formatted(OWN.name()))),
            record("door", config("\"task\": \"both\""))));

    assertThat(work.rejected)
        .extracting(RejectedConfig::detail)
        .containsExactly(
            "The classifier night in a pipeline that spreads its frames (expected: %s, the pipeline's own)"
                .formatted(OWN.name()),
            "The task both in a pipeline that spreads its frames and has no model for it");
    assertThat(spread.policy("yard").limits().maxFps()).isEqualTo(2);
  }

  @Test
  void tenThousandCamerasAndThenAllOfThem() {
    var records = new ArrayList<ConfigRecord>();
    for (int camera = 0; camera < 10_000; camera++) {
      records.add(record("camera-" + camera, config("\"priority\": " + camera % 100)));
    }
    policies.changed(records);
    set("*", "\"maxFps\": 1");

    assertThat(policies.policy("camera-4711").live().priority()).isEqualTo(11);
    assertThat(policies.policy("camera-4711").limits().maxFps()).isEqualTo(1);
  }

  private void set(String key, String fields) {
    work.policies = policies;
    policies.changed(List.of(record(key, config(fields))));
  }

  private void unset(String key) {
    policies.changed(List.of(record(key, null)));
  }

  private ConfigRecord record(String key, @Nullable String value) {
    return new ConfigRecord(
        new FrameId("camera-config", 0, offset++),
        key.getBytes(UTF_8),
        value == null ? null : value.getBytes(UTF_8));
  }

  private static String config(String fields) {
    return "{\"schema\": \"framelens.config/1\", %s}".formatted(fields);
  }

  private static FrameId frame(long offset) {
    return new FrameId("frames", 2, offset);
  }

  private static ModelChoice night() {
    return choice(new ModelName(CLASSIFIER, "night"));
  }

  private static ModelChoice choice(ModelName model) {
    if (model.name().equals(OWN.name())) {
      return OWN;
    }
    String digest = "sha256:" + model.name();
    return model.kind() == ModelKind.CLASSIFIER
        ? ModelChoice.classifier(model.name(), digest, 1, 224, "fp32")
        : ModelChoice.detector(model.name(), digest, 1, 300, "fp32", "stretch");
  }

  /** Does what is asked for when the test says so. */
  private static final class Later implements ConfiguredPolicies.Work {
    final Deque<ModelName> opening = new ArrayDeque<>();
    final Deque<List<ModelChoice>> preparing = new ArrayDeque<>();
    final List<RejectedConfig> rejected = new ArrayList<>();
    final Set<String> missing = new HashSet<>();
    Collection<List<ModelChoice>> retained = List.of();
    long leastSloMicros;
    @Nullable ConfiguredPolicies policies;

    @Override
    public void open(ModelName model) {
      opening.add(model);
    }

    @Override
    public void prepare(List<ModelChoice> models) {
      preparing.add(models);
    }

    @Override
    public void retain(Collection<List<ModelChoice>> lists) {
      retained = lists;
    }

    @Override
    public void requireClasses(ModelChoice detector, List<String> classes) {
      if (classes.contains("unicorn")) {
        throw new FramelensException("no unicorn");
      }
    }

    @Override
    public long leastSloMicros() {
      return leastSloMicros;
    }

    @Override
    public void rejected(RejectedConfig config) {
      rejected.add(config);
    }

    void open() {
      while (!opening.isEmpty()) {
        var model = opening.remove();
        if (missing.contains(model.name())) {
          policies().notOpened(model, "no %s here".formatted(model.name()));
        } else {
          policies().opened(model, choice(model));
        }
      }
    }

    void prepare() {
      while (!preparing.isEmpty()) {
        policies().ready(preparing.remove());
      }
    }

    void all() {
      while (!opening.isEmpty() || !preparing.isEmpty()) {
        open();
        prepare();
      }
    }

    private ConfiguredPolicies policies() {
      if (policies == null) {
        throw new IllegalStateException("nothing was configured");
      }
      return policies;
    }
  }
}
