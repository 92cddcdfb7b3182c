package dev.framelens.cameras;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.cameras.Thinning.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ThinningTest {
  private static final long FRAME = 40_000;

  @Test
  void withoutARateEveryPictureIsShown() {
    var thinning = new Thinning(OptionalDouble.empty()).begin(false, true);

    assertThat(shown(thinning, 100, 1)).hasSize(100);
    assertThat(thinning.takePassedOver()).isZero();
  }

  @Test
  void picturesThatStandForThemselvesAreShownWhenDueAndElsePassedOver() {
    var thinning = new Thinning(OptionalDouble.of(5)).begin(true, false);

    assertThat(shown(thinning, 26, 1)).containsExactly(0, 5, 10, 15, 20, 25);
    assertThat(thinning.use(true, 26 * FRAME)).isEqualTo(Use.PASS_OVER);
    assertThat(thinning.takePassedOver()).isEqualTo(20 + 1);
  }

  @Test
  void othersAreHeldUntilOneIsDue() {
    var thinning = new Thinning(OptionalDouble.of(5)).begin(false, false);

    assertThat(shown(thinning, 31, 25)).containsExactly(0, 5, 10, 15, 20, 25, 30);
    assertThat(thinning.use(false, 31 * FRAME)).isEqualTo(Use.HOLD);
  }

  @Test
  void whatIsDueNeedNotBeAKeyFrame() {
    var thinning = new Thinning(OptionalDouble.of(1)).begin(false, false);

    assertThat(shown(thinning, 150, 100)).containsExactly(0, 25, 50, 75, 100, 125);
  }

  @Test
  void aStreamThatIsEnteredBetweenKeyFramesHasItsFirstPictureAtTheNext() {
    var thinning = new Thinning(OptionalDouble.of(1)).begin(false, false);

    assertThat(thinning.use(false, 0)).isEqualTo(Use.SHOW);
    assertThat(thinning.use(false, FRAME)).isEqualTo(Use.SHOW);
    assertThat(thinning.use(true, 2 * FRAME)).isEqualTo(Use.SHOW);
    assertThat(thinning.use(false, 3 * FRAME)).isEqualTo(Use.HOLD);
  }

  @Nested
  class OfPicturesInAnotherOrder {
    private final Thinning thinning = new Thinning(OptionalDouble.of(1)).begin(false, true);

    @Test
    void keyFramesDoAloneOnceTheyProveToComeOftenEnough() {
      // The third key frame is the second that came in time.
      assertThat(shown(thinning, 150, 25)).hasSize(50 + 4).endsWith(48, 49, 50, 75, 100, 125);
      assertThat(thinning.keysAlone()).isTrue();
    }

    @Test
    void keyFramesAboveTheRateAreShownWhenDue() {
      assertThat(shown(thinning, 150, 5)).hasSize(10 + 6).endsWith(10, 35, 60, 85, 110, 135);
    }

    @Test
    void whereKeyFramesAreRareEveryPacketIsDecodedAndWhatIsDueShown() {
      assertThat(shown(thinning, 200, 26)).hasSize(200);
      assertThat(IntStream.range(0, 100).filter(frame -> thinning.shows(frame * FRAME)))
          .containsExactly(0, 25, 50, 75);
      assertThat(thinning.takePassedOver()).isEqualTo(96);
    }

    @Test
    void aStreamWhoseKeyFramesBecomeRareIsDecodedWholeFromTheNextOneOn() {
      shown(thinning, 76, 25);
      assertThat(thinning.keysAlone()).isTrue();

      assertThat(thinning.use(false, 100 * FRAME)).isEqualTo(Use.PASS_OVER);
      assertThat(thinning.use(true, 200 * FRAME)).isEqualTo(Use.SHOW);
      assertThat(thinning.use(false, 201 * FRAME)).isEqualTo(Use.SHOW);
    }

    @Test
    void aRecordingThatBeginsAgainNeedsNoProofAgain() {
      shown(thinning, 76, 25);

      thinning.begin(false, true);

      assertThat(shown(thinning, 76, 25)).containsExactly(0, 25, 50, 75);
    }

    /** As of a stream that starts anew. */
    @Test
    void aClockThatGoesBackStartsTheProofAnew() {
      shown(thinning, 76, 25);

      assertThat(thinning.use(true, 0)).isEqualTo(Use.SHOW);
      assertThat(thinning.keysAlone()).isFalse();
    }
  }

  /** Numbers of the packets that are shown, every so manieth being a key frame. */
  private static List<Integer> shown(Thinning thinning, int packets, int keyEvery) {
    var shown = new ArrayList<Integer>();
    for (int packet = 0; packet < packets; packet++) {
      if (thinning.use(packet % keyEvery == 0, packet * FRAME) == Use.SHOW) {
        shown.add(packet);
      }
    }
    return shown;
  }
}
