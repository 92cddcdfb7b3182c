package dev.framelens.tagging.spreading;

import static dev.framelens.tagging.TestFrames.MODELS;
import static dev.framelens.tagging.TestFrames.NOON;
import static dev.framelens.tagging.TestFrames.frame;
import static dev.framelens.tagging.TestFrames.labelled;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.contract.RejectionReason;
import dev.framelens.tagging.admission.AdmittedFrame;
import dev.framelens.tagging.admission.CameraSequence;
import dev.framelens.tagging.admission.Frame;
import dev.framelens.tagging.admission.RejectedFrame;
import dev.framelens.tagging.inference.Ledger;
import dev.framelens.tagging.source.TestingClocks;
import java.time.Duration;
import org.apache.flink.api.common.functions.DefaultOpenContext;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class SpreadFramesTest {
  private final TestingClocks here = new TestingClocks(NOON);
  private final SendFrames send = new SendFrames(here);

  @Test
  void theWayToTheOtherTaskCountsAsQueue() {
    var frame = sent(frame("gate", 1), 3, 12);

    assertThat(frame.queueMicros()).isEqualTo(15_000);
    assertThat(frame.takenAtNanos()).isEqualTo(here.nanoTime());
  }

  @Test
  void aReceiverWhoseClockIsBehindCountsNothing() {
    send.open(DefaultOpenContext.INSTANCE);
    var spread = send.map(new AdmittedFrame(frame("gate", 1), MODELS));
    var behind = new TestingClocks(NOON.minus(Duration.ofSeconds(1)));

    var frame = new ReceiveFrames(behind).map(spread).frame();

    assertThat(frame.queueMicros()).isZero();
  }

  @Test
  void framesAreCountedByCameraAndRunsOfTwoSubtasksDiffer() {
    send.open(DefaultOpenContext.INSTANCE);
    var other = new SendFrames(here);
    other.open(DefaultOpenContext.INSTANCE);

    var first = place(send, "gate", 1);

    assertThat(first.number()).isZero();
    assertThat(place(send, "yard", 2).number()).isZero();
    assertThat(place(send, "gate", 3)).isEqualTo(new CameraSequence(first.run(), 1));
    assertThat(place(other, "gate", 3).run()).isNotEqualTo(first.run());
  }

  @Test
  void anAnswerKnowsItsTurnAndCarriesNoPicture() {
    var place = new CameraSequence(5, 2);
    var frame = frame("gate", 1).at(place);

    var label = new AnswerLabels(here).map(labelled(frame, new Ledger(0, 0, 0, 0, 0, 0)));
    var rejection =
        new AnswerRejections(here)
            .map(RejectedFrame.of(frame, RejectionReason.UNDECODABLE, "torn"));

    assertThat(label.place()).isEqualTo(place).isEqualTo(rejection.place());
    assertThat(label.camera()).isEqualTo("gate").isEqualTo(rejection.camera());
    assertThat(requireNonNull(label.label()).frame().encoded()).isEmpty();
    assertThat(label.label().frame().id()).isEqualTo(frame.id());
    assertThat(rejection.label()).isNull();
  }

  @Test
  void aFrameIsLittleMoreThanItsPictureOnTheWire() throws Exception {
    send.open(DefaultOpenContext.INSTANCE);
    var spread = send.map(new AdmittedFrame(frame("gate", 1), MODELS));
    var serializer =
        TypeInformation.of(SpreadFrame.class).createSerializer(new SerializerConfigImpl());
    var wire = new DataOutputSerializer(64);

    serializer.serialize(spread, wire);

    int picture = spread.admitted().frame().encoded().length;
    assertThat(wire.length()).isLessThan(picture + 500);
    var read = serializer.deserialize(new DataInputDeserializer(wire.getCopyOfBuffer()));
    assertThat(read).usingRecursiveComparison().isEqualTo(spread);
  }

  private Frame sent(Frame frame, long admissionMillis, long channelMillis) {
    send.open(DefaultOpenContext.INSTANCE);
    var taken = frame.retaken(0, here.nanoTime());
    here.forwardMillis(admissionMillis);
    var spread = send.map(new AdmittedFrame(taken, MODELS));
    here.forwardMillis(channelMillis);
    return new ReceiveFrames(here).map(spread).frame();
  }

  private static CameraSequence place(SendFrames send, String camera, long offset) {
    var spread = send.map(new AdmittedFrame(frame(camera, offset), MODELS));
    return requireNonNull(spread.admitted().frame().place());
  }
}
