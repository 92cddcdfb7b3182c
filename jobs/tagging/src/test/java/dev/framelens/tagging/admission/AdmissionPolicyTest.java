package dev.framelens.tagging.admission;

import static dev.framelens.tagging.TestFrames.BOXES;
import static dev.framelens.tagging.TestFrames.LARGE;
import static dev.framelens.tagging.TestFrames.SMALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.tagging.settings.AdmissionLimits;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdmissionPolicyTest {
  @Test
  void aFrameIsLookedAtByOneModelOfAKindAtMost() {
    assertThat(policy(SMALL, BOXES).models()).containsExactly(SMALL, BOXES);
    assertRefused(SMALL, LARGE);
    assertRefused(SMALL, SMALL);
    assertRefused();
  }

  private static void assertRefused(ModelChoice... models) {
    assertThatThrownBy(() -> policy(models))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(expected: at least one, and one of a kind at most)");
  }

  private static AdmissionPolicy policy(ModelChoice... models) {
    return new AdmissionPolicy(AdmissionLimits.standard(), List.of(models));
  }
}
