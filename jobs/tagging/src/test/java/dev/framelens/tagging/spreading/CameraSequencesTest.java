package dev.framelens.tagging.spreading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.contract.FrameId;
import dev.framelens.tagging.admission.CameraSequence;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CameraSequencesTest {
  private final AtomicLong names = new AtomicLong(100);
  private final CameraSequences sequences = new CameraSequences(names::getAndIncrement, 2);

  @Test
  void aCamerasFramesAreCountedWithoutGapsWhateverLiesBetween() {
    assertThat(next("gate", 0, 7)).isEqualTo(new CameraSequence(100, 0));
    assertThat(next("yard", 0, 8)).isEqualTo(new CameraSequence(101, 0));
    assertThat(next("gate", 0, 12)).isEqualTo(new CameraSequence(100, 1));
    assertThat(next("yard", 0, 13)).isEqualTo(new CameraSequence(101, 1));
  }

  @Test
  void aCameraIsCountedApartInEachPartition() {
    assertThat(next("gate", 0, 7)).isEqualTo(new CameraSequence(100, 0));
    assertThat(next("gate", 1, 7)).isEqualTo(new CameraSequence(101, 0));
    assertThat(next("gate", 0, 8)).isEqualTo(new CameraSequence(100, 1));
  }

  @Test
  void aCameraThatMadeRoomBeginsARunOfAnotherName() {
    next("gate", 0, 0);
    next("yard", 0, 1);
    next("gate", 0, 2);
    next("dock", 0, 3);

    assertThat(next("gate", 0, 4)).isEqualTo(new CameraSequence(100, 2));
    assertThat(next("yard", 0, 5)).isEqualTo(new CameraSequence(103, 0));
  }

  private CameraSequence next(String camera, int partition, long offset) {
    return sequences.next(new FrameId("frames", partition, offset), camera);
  }
}
