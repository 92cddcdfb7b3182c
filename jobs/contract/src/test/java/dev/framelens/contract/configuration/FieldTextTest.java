package dev.framelens.contract.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.contract.FramelensException;
import dev.framelens.contract.Task;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldTextTest {
  private static final CameraConfig NONE = CameraConfig.NONE;

  @Test
  void readsFieldsAsPeopleWriteThem() {
    var config =
        FieldText.changed(
            NONE,
            List.of(
                "task=both",
                "classifier=night@0.1",
                "detector=ssd",
                "classes=person, car",
                "maxFps=5",
                "regionOfInterest=0.1,0.2,0.5,1",
                "minRho=4/7"));

    assertThat(config.task()).isEqualTo(Task.BOTH);
    assertThat(config.classifier()).isEqualTo(new ModelShare("night", 0.1));
    assertThat(config.detector()).isEqualTo(ModelShare.all("ssd"));
    assertThat(config.classes()).containsExactly("person", "car");
    assertThat(config.maxFps()).isEqualTo(5);
    assertThat(config.regionOfInterest()).isEqualTo(new RegionOfInterest(0.1, 0.2, 0.5, 1));
    assertThat(config.minRho()).isEqualTo(4 / 7.0);
  }

  @Test
  void changesWhatIsNamedAndKeepsTheRest() {
    var before = FieldText.changed(NONE, List.of("maxFps=5", "topK=3"));

    assertThat(FieldText.of(FieldText.changed(before, List.of("maxFps=2.5", "classes="))))
        .containsExactly("maxFps=2.5", "topK=3", "classes=");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "maxFps | 'maxFps' is no change (expected: field=value with one of task, classifier",
        "maxFps= | maxFps= has no value (expected: one, or `framelens config unset`",
        "maxFps=fast | The field maxFps of the configuration is \"fast\" (expected: a number above 0",
        "maxFps=1/0 | The field maxFps of the configuration is \"1/0\"",
        "fps=5 | The configuration has the field fps (expected: schema, task",
        "regionOfInterest=0,0,1 | The field regionOfInterest of the configuration is \"0,0,1\" (expected: an object)",
        "regionOfInterest=0.5,0,0.2,1 | The field regionOfInterest.bottom of the configuration is 0.2 (expected: more than top, which is 0.5)",
        "classifier={\"name\" | is no JSON",
        "classifier=night@2 | The field classifier.share of the configuration is 2",
      })
  void saysWhatTheJobWouldSay(String field, String sentence) {
    assertThatThrownBy(() -> FieldText.changed(NONE, List.of(field)))
        .isInstanceOf(FramelensException.class)
        .hasMessageContaining(sentence);
  }

  /** What `get` prints `set` takes. */
  @Property
  void everyConfigurationCanBeWrittenAsItIsTold(@ForAll("configurations") CameraConfig config) {
    assertThat(FieldText.changed(NONE, FieldText.of(config))).isEqualTo(config);
  }

  @Provide
  Arbitrary<CameraConfig> configurations() {
    var fractions = Arbitraries.doubles().between(0.01, 1);
    var names = Arbitraries.strings().withChars("abz_-.019").ofMinLength(1).ofMaxLength(20);
    var models = Combinators.combine(names, fractions).as(ModelShare::new).injectNull(0.3);
    var classes =
        Arbitraries.strings()
            .withChars("ab ,\"[é")
            .ofMinLength(1)
            .filter(name -> !name.isBlank())
            .list()
            .ofMaxSize(4)
            .injectNull(0.3);
    var regions =
        Combinators.combine(fractions, fractions)
            .as((top, left) -> new RegionOfInterest(top / 2, left / 2, 0.9, 1))
            .injectNull(0.3);
    return Combinators.combine(
            Arbitraries.of(Task.class).injectNull(0.3),
            models,
            classes,
            regions,
            fractions.injectNull(0.3),
            Arbitraries.integers().between(-1000, 1000).injectNull(0.3),
            Arbitraries.integers().between(1, 1000).injectNull(0.3))
        .as(
            (task, model, wanted, region, fraction, priority, count) ->
                new CameraConfig(
                    task, model, null, fraction, fraction, count, wanted, region, priority, count,
                    fraction, null));
  }
}
