package dev.framelens.tagging.admission;

import static dev.framelens.tagging.TestFrames.MODELS;
import static dev.framelens.tagging.TestFrames.NOON_MILLIS;
import static dev.framelens.tagging.TestFrames.arrival;
import static dev.framelens.tagging.TestFrames.pngHeader;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.contract.CaptureClock;
import dev.framelens.contract.DropReason;
import dev.framelens.contract.FrameId;
import dev.framelens.contract.RejectionReason;
import dev.framelens.contract.picture.ImageFormat;
import dev.framelens.contract.picture.ImageHeader;
import dev.framelens.tagging.TestFrames;
import dev.framelens.tagging.settings.AdmissionLimits;
import dev.framelens.tagging.source.ArrivedFrame;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final AdmissionPolicy LIVE =
      new AdmissionPolicy(AdmissionLimits.standard(), MODELS);

  private static final AdmissionPolicy KEEP_ALL =
      new AdmissionPolicy(AdmissionLimits.history(), MODELS);

  private final Admission admission = new Admission(AdmissionPolicies.one(LIVE));

  @Test
  void aGoodFramePassesWithTheModelThatWillLookAtIt() {
    var arrived = arrival().capturedAt("2026-11-24T11:59:59.850Z").sequence(12).at(9917);

    var admitted = ((Outcome.Admitted) admission.admit(arrived)).frame();

    assertThat(admitted.models()).isEqualTo(MODELS);
    var frame = admitted.frame();
    assertThat(frame.id()).isEqualTo(new FrameId("frames", 2, 9917));
    assertThat(frame.camera()).isEqualTo("gate-3");
    assertThat(admitted.encoded()).isSameAs(arrived.value());
    assertThat(frame.header()).isEqualTo(new ImageHeader(ImageFormat.PNG, 1280, 720));
    assertThat(frame.sequence()).isEqualTo(12);
    assertThat(frame.captureClock()).isEqualTo(CaptureClock.HEADER);
    assertThat(frame.ingestMicros()).isEqualTo(50_000);
    assertThat(frame.queueMicros()).isEqualTo(100_000);
    assertThat(frame.takenAtNanos()).isEqualTo(77);
  }

  @Test
  void aRejectedFrameKeepsItsBytesAndSaysWhatWasExpected() {
    var arrived = arrival().camera("gate 3").at(5);

    assertThat(rejected(arrived))
        .isEqualTo(
            new RejectedFrame(
                arrived.id(),
                arrived.key(),
                arrived.value(),
                RejectionReason.BAD_KEY,
                "The key has the character U+0020 (expected: a camera id,"
                    + " 1 to 128 characters of A-Za-z0-9._-)"));
  }

  @Test
  void rejectsEachFaultForItsReason() {
    assertReason(arrival().key(null), RejectionReason.BAD_KEY);
    assertReason(arrival().camera(""), RejectionReason.BAD_KEY);
    assertReason(arrival().key(new byte[] {(byte) 0xC3}), RejectionReason.BAD_KEY);
    assertReason(arrival().camera("c".repeat(129)), RejectionReason.BAD_KEY);
    assertReason(arrival().value(null), RejectionReason.UNDECODABLE);
    assertReason(arrival().value(new byte[0]), RejectionReason.UNDECODABLE);
    assertReason(
        arrival().value(Arrays.copyOf(pngHeader(640, 480), 20)), RejectionReason.UNDECODABLE);
    assertReason(
        arrival().value(Arrays.copyOf(pngHeader(640, 480), (8 << 20) + 1)),
        RejectionReason.TOO_LARGE);
    assertReason(arrival().value("GIF89a".getBytes(UTF_8)), RejectionReason.UNSUPPORTED_FORMAT);
    assertReason(arrival().value(pngHeader(20_000, 20_000)), RejectionReason.TOO_MANY_PIXELS);
    assertReason(arrival().capturedAt("yesterday").producedAt(-1), RejectionReason.BAD_TIMESTAMP);
    assertReason(arrival().producedAt(-1), RejectionReason.BAD_TIMESTAMP);
  }

  @Test
  void takesTheLargestFrameThatIsAllowedAndASinglePixel() {
    assertThat(admission.admit(arrival().value(Arrays.copyOf(pngHeader(1, 1), 8 << 20)).at(1)))
        .isInstanceOf(Outcome.Admitted.class);
  }

  @Test
  void dropsWhatIsOlderThanTheLimit() {
    var arrived = arrival().appendedAt(NOON_MILLIS - 10_001).at(5);

    assertThat(admission.admit(arrived))
        .isEqualTo(
            new Outcome.Dropped(
                new DroppedFrame(arrived.id(), "gate-3", DropReason.STALE, 10_001)));
    assertThat(admission.admit(arrival().appendedAt(NOON_MILLIS - 10_000).at(5)))
        .isInstanceOf(Outcome.Admitted.class);
  }

  @Test
  void neverDropsForAHeaderAlone() {
    assertThat(admission.admit(arrival().capturedAt("1970-01-01T00:00:00Z").at(5)))
        .isInstanceOf(Outcome.Admitted.class);
  }

  @Test
  void aBadFrameIsRejectedThoughItIsOldToo() {
    assertReason(arrival().appendedAt(0).value(new byte[0]), RejectionReason.UNDECODABLE);
  }

  @Test
  void aLimitOfZeroKeepsEveryFrame() {
    var patient = new Admission(AdmissionPolicies.one(KEEP_ALL));

    assertThat(patient.admit(arrival().appendedAt(0).at(5))).isInstanceOf(Outcome.Admitted.class);
  }

  @Test
  void eachCameraIsHeldToThePolicyOfItsOwn() {
    var each = new Admission(camera -> camera.equals("archive") ? KEEP_ALL : LIVE);
    var old = arrival().appendedAt(NOON_MILLIS - 10_001);

    assertThat(each.admit(old.camera("archive").at(1))).isInstanceOf(Outcome.Admitted.class);
    assertThat(each.admit(old.camera("gate-3").at(2))).isInstanceOf(Outcome.Dropped.class);
  }

  @Test
  void aFrameThatWaitsInTheTasksHandGrowsOld() {
    var frame = info(arrival().appendedAt(NOON_MILLIS - 9_000));
    long taken = frame.takenAtNanos();

    assertThat(Admission.judge(frame, LIVE, taken + 1_000_000_000)).isEmpty();
    assertThat(Admission.judge(frame, LIVE, taken + 1_001_000_000))
        .contains(new DroppedFrame(frame.id(), "gate-3", DropReason.STALE, 10_001));
  }

  @Test
  void aFrameWhoseClocksCannotBeBelievedAgesFromTheTasksHandOn() {
    for (var arrival :
        new TestFrames.Arrival[] {
          arrival().producedAt(0), arrival().producedAt(-1).capturedAt("2026-11-24T11:00:00Z")
        }) {
      var frame = info(arrival);

      assertThat(frame.ageMicros(frame.takenAtNanos())).isZero();
      assertThat(frame.ageMicros(frame.takenAtNanos() + 5_000)).isEqualTo(5);
    }
  }

  private FrameInfo info(TestFrames.Arrival arrival) {
    return ((Outcome.Admitted) admission.admit(arrival.at(5))).frame().frame();
  }

  private void assertReason(TestFrames.Arrival arrival, RejectionReason expected) {
    var rejected = rejected(arrival.at(5));
    assertThat(rejected.reason()).isEqualTo(expected);
    assertThat(rejected.detail()).contains("(expected: ");
  }

  private RejectedFrame rejected(ArrivedFrame arrived) {
    return ((Outcome.Rejected) admission.admit(arrived)).frame();
  }
}
