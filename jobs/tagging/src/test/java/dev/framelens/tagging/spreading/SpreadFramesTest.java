package dev.framelens.tagging.spreading;

import static dev.framelens.tagging.TestFrames.NOON;
import static dev.framelens.tagging.TestFrames.admitted;
import static dev.framelens.tagging.TestFrames.frame;
import static dev.framelens.tagging.TestFrames.labelled;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.contract.RejectionReason;
import dev.framelens.tagging.admission.CameraSequence;
import dev.framelens.tagging.admission.FrameInfo;
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
    var spread = send.map(admitted(frame("gate", 1)));
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
  void theOneWhoReceivesAFrameKnowsItsPlaceAndItsPicture() {
    send.open(DefaultOpenContext.INSTANCE);
    var spread = send.map(admitted(frame("gate", 1)));

    var received = new ReceiveFrames(here).map(spread);

    assertThat(received.frame().place()).isEqualTo(spread.place());
    assertThat(received.encoded()).isSameAs(spread.admitted().encoded());
  }

  @Test
  void anAnswerKnowsItsPlaceAndCarriesNoPicture() throws Exception {
    var place = new CameraSequence(5, 2);
    var frame = frame("gate", 1).retaken(place, 0, 0);

    var label = new AnswerLabels(here).map(labelled(frame, new Ledger(0, 0, 0, 0, 0, 0)));
    var rejection =
        new AnswerRejections(here)
            .map(admitted(frame).rejected(RejectionReason.UNDECODABLE, "torn"));

    assertThat(label.place()).isEqualTo(place).isEqualTo(rejection.place());
    assertThat(label.camera()).isEqualTo("gate").isEqualTo(rejection.camera());
    assertThat(requireNonNull(label.label()).frame().id()).isEqualTo(frame.id());
    assertThat(rejection.label()).isNull();
    var wire = new DataOutputSerializer(64);
    TypeInformation.of(Answer.class)
        .createSerializer(new SerializerConfigImpl())
        .serialize(label, wire);
    assertThat(wire.length()).isLessThan(1_000);
  }

  @Test
  void aFrameIsLittleMoreThanItsPictureOnTheWire() throws Exception {
    send.open(DefaultOpenContext.INSTANCE);
    var spread = send.map(admitted(frame("gate", 1)));
    var serializer =
        TypeInformation.of(SpreadFrame.class).createSerializer(new SerializerConfigImpl());
    var wire = new DataOutputSerializer(64);

    serializer.serialize(spread, wire);

    int picture = spread.admitted().encoded().length;
    assertThat(wire.length()).isLessThan(picture + 500);
    var read = serializer.deserialize(new DataInputDeserializer(wire.getCopyOfBuffer()));
    assertThat(read).usingRecursiveComparison().isEqualTo(spread);
  }

  private FrameInfo sent(FrameInfo frame, long admissionMillis, long channelMillis) {
    send.open(DefaultOpenContext.INSTANCE);
    var taken = frame.retaken(new CameraSequence(1, 0), 0, here.nanoTime());
    here.forwardMillis(admissionMillis);
    var spread = send.map(admitted(taken));
    here.forwardMillis(channelMillis);
    return new ReceiveFrames(here).map(spread).frame();
  }

  private static CameraSequence place(SendFrames send, String camera, long offset) {
    var spread = send.map(admitted(frame(camera, offset)));
    return spread.place();
  }
}
