package dev.framelens.tagging.admission.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RungsTest {
  private static final Rung TOP = new Rung(224, 0.795, 569);
  private static final Rung AT_192 = new Rung(192, 0.775, 418);
  private static final Rung AT_160 = new Rung(160, 0.735, 291);
  private static final Rung AT_128 = new Rung(128, 0.651, 186);
  private static final Rung UNRECORDED = new Rung(96, null, 105);

  @Test
  void theDearestIsTheTop() {
    var rungs = Rungs.usable(TOP, List.of(AT_128, AT_192, AT_160), Set.of());

    assertThat(rungs.fromTop()).containsExactly(TOP, AT_192, AT_160, AT_128);
  }

  @Test
  void aRungWhoseAccuracyNobodyRecordedIsUsedOnlyIfItIsNamed() {
    assertThat(Rungs.usable(TOP, List.of(AT_192, UNRECORDED), Set.of()).fromTop())
        .containsExactly(TOP, AT_192);
    assertThat(Rungs.usable(TOP, List.of(UNRECORDED, AT_192), Set.of(96)).fromTop())
        .containsExactly(TOP, AT_192, UNRECORDED);
  }

  @Test
  void aRungThatLosesMoreForItsTimeThanTheNextIsPassedOver() {
    var poor = new Rung(192, 0.70, 418);
    var worse = new Rung(160, 0.69, 291);

    assertThat(Rungs.usable(TOP, List.of(poor, worse, AT_128), Set.of()).fromTop())
        .containsExactly(TOP, AT_128);
  }

  @Test
  void whatIsNotCheaperThanTheTopIsNoRung() {
    assertThat(Rungs.usable(AT_160, List.of(TOP, AT_160, AT_128), Set.of()).fromTop())
        .containsExactly(AT_160, AT_128);
  }

  @Test
  void resolutionMultipliersBoundACamera() {
    var rungs = Rungs.usable(TOP, List.of(AT_192, AT_160, AT_128), Set.of());

    assertThat(rungs.highestWithin(1)).isZero();
    assertThat(rungs.highestWithin(0.9)).isEqualTo(1);
    assertThat(rungs.highestWithin(0.1)).isEqualTo(3);
    assertThat(rungs.lowestWithin(0)).isEqualTo(3);
    assertThat(rungs.lowestWithin(0.7)).isEqualTo(2);
    assertThat(rungs.lowestWithin(2)).isZero();
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> new Rungs(List.of())).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> new Rungs(List.of(AT_128, AT_160)))
        .hasMessageContaining("fewer multiply-adds");
    assertThatThrownBy(() -> new Rung(0, 0.5, 1)).hasMessageContaining("side 0");
    assertThatThrownBy(() -> new Rung(224, 79.5, 1)).hasMessageContaining("79.5");
    assertThatThrownBy(() -> new CameraPolicy(1, 0, 1, 0.5)).hasMessageContaining("0.5");
    assertThatThrownBy(() -> CameraPolicy.of(0)).hasMessageContaining("SLO of 0");
  }
}
