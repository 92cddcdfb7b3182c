package dev.framelens.cameras;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ThinningTest {
  private static final long FRAME = 40_000; // 25 a second

  @Test
  void withoutARateEveryPacketIsDecoded() {
    var thinning = new Thinning(OptionalDouble.empty()).begin(true);

    assertThat(decoded(thinning, 100, 1)).hasSize(100);
  }

  @Test
  void picturesThatStandForThemselvesAreDecodedWhenDue() {
    var thinning = new Thinning(OptionalDouble.of(5)).begin(true);

    assertThat(decoded(thinning, 25, 1)).containsExactly(0, 5, 10, 15, 20);
  }

  @Test
  void keyFramesDoAloneOnceTheyProveToComeOftenEnough() {
    var thinning = new Thinning(OptionalDouble.of(1)).begin(false);

    List<Integer> decoded = decoded(thinning, 150, 25);

    // The third key frame is the second that came in time.
    assertThat(decoded).hasSize(50 + 4).endsWith(48, 49, 50, 75, 100, 125);
    assertThat(thinning.keysAlone()).isTrue();
  }

  @Test
  void keyFramesAboveTheRateAreDecodedWhenDue() {
    var thinning = new Thinning(OptionalDouble.of(1)).begin(false);

    assertThat(decoded(thinning, 150, 5)).hasSize(10 + 6).endsWith(10, 35, 60, 85, 110, 135);
  }

  @Test
  void whereKeyFramesAreRareEveryPacketIsDecoded() {
    assertThat(decoded(new Thinning(OptionalDouble.of(1)).begin(false), 200, 26)).hasSize(200);
    assertThat(decoded(new Thinning(OptionalDouble.of(5)).begin(false), 200, 25)).hasSize(200);
  }

  @Test
  void aStreamWhoseKeyFramesBecomeRareIsDecodedWholeFromTheNextOneOn() {
    var thinning = new Thinning(OptionalDouble.of(1)).begin(false);
    decoded(thinning, 76, 25);
    assertThat(thinning.keysAlone()).isTrue();

    assertThat(thinning.wants(false, 100 * FRAME)).isFalse();
    assertThat(thinning.wants(true, 200 * FRAME)).isTrue();
    assertThat(thinning.wants(false, 201 * FRAME)).isTrue();
  }

  @Test
  void aRecordingThatBeginsAgainNeedsNoProofAgain() {
    var thinning = new Thinning(OptionalDouble.of(1)).begin(false);
    decoded(thinning, 76, 25);

    thinning.begin(false);

    assertThat(decoded(thinning, 76, 25)).containsExactly(0, 25, 50, 75);
  }

  /** As of a stream that starts anew. */
  @Test
  void aClockThatGoesBackStartsTheProofAnew() {
    var thinning = new Thinning(OptionalDouble.of(1)).begin(false);
    decoded(thinning, 76, 25);

    assertThat(thinning.wants(true, 0)).isTrue();
    assertThat(thinning.keysAlone()).isFalse();
  }

  /** Numbers of the packets that are decoded, every so manieth being a key frame. */
  private static List<Integer> decoded(Thinning thinning, int packets, int keyEvery) {
    var decoded = new ArrayList<Integer>();
    for (int packet = 0; packet < packets; packet++) {
      if (thinning.wants(packet % keyEvery == 0, packet * FRAME)) {
        decoded.add(packet);
      }
    }
    return decoded;
  }
}
