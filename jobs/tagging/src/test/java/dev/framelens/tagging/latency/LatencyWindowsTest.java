package dev.framelens.tagging.latency;

import static dev.framelens.tagging.TestFrames.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.framelens.contract.LedgerPart;
import dev.framelens.tagging.TestFrames;
import dev.framelens.tagging.admission.FrameInfo;
import dev.framelens.tagging.admission.LetGoCounts;
import dev.framelens.tagging.admission.Served;
import dev.framelens.tagging.inference.Ledger;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyWindowsTest {
  private final LatencyWindows windows = new LatencyWindows(3, 2, 1_000);

  @Test
  void tellsOfEachCameraItsTotalAndOfTheSubtaskEveryPart() {
    windows.record(frame("gate", 1), total(1_000));
    windows.record(frame("yard", 1), total(2_000));
    windows.record(frame("gate", 1), total(3_000));

    var closed = windows.close(11_000);

    assertThat(closed).extracting(LatencyWindow::key).containsExactly("yard", "gate", "subtask-3");
    var gate = closed.get(1);
    assertThat(gate.frames()).isEqualTo(2);
    assertThat(gate.fromMillis()).isEqualTo(1_000);
    assertThat(gate.toMillis()).isEqualTo(11_000);
    assertThat(gate.framesPerSecond()).isEqualTo(0.2);
    assertThat(gate.parts()).extracting(LatencyWindow.Part::part).containsExactly(LedgerPart.TOTAL);
    assertThat(closed.get(2).frames()).isEqualTo(3);
    assertThat(closed.get(2).parts())
        .extracting(LatencyWindow.Part::part)
        .containsExactly(LedgerPart.values());
  }

  @Test
  void percentilesAreRightToTwoDigits() {
    for (int millis = 1; millis <= 100; millis++) {
      windows.record(frame("gate", 1), total(millis * 1_000L));
    }

    var part = windows.close(2_000).get(0).parts().get(0);

    assertThat(part.p50Micros()).isBetween(50_000L, 50_500L);
    assertThat(part.p95Micros()).isBetween(95_000L, 95_950L);
    assertThat(part.p99Micros()).isBetween(99_000L, 99_990L);
    assertThat(part.maxMicros()).isBetween(100_000L, 101_000L);
  }

  @Test
  void encodedHistogramsOfTwoSubtasksMerge() throws Exception {
    var other = new LatencyWindows(4, 2, 1_000);
    windows.record(frame("gate", 1), total(1_000));
    other.record(frame("gate", 1), total(9_000));
    other.record(frame("gate", 1), total(9_000));

    var merged = decode(windows.close(2_000).get(0));
    merged.add(decode(other.close(2_000).get(0)));

    assertThat(merged.getTotalCount()).isEqualTo(3);
    assertThat(merged.getValueAtPercentile(30)).isBetween(1_000L, 1_010L);
    assertThat(merged.getValueAtPercentile(90)).isBetween(9_000L, 9_090L);
  }

  @Test
  void aWindowStartsWhereTheLastOneEndedAndWithNothing() {
    windows.record(frame("gate", 1), total(1_000_000));
    windows.close(2_000);
    windows.record(frame("gate", 1), total(1_000));

    var gate = windows.close(3_000).get(0);

    assertThat(gate.fromMillis()).isEqualTo(2_000);
    assertThat(gate.frames()).isEqualTo(1);
    assertThat(gate.parts().get(0).maxMicros()).isLessThan(1_100);
  }

  @Test
  void liveFramesTellTheirRungAndWhatWasLetGoBeforeThem() {
    windows.record(served("gate", 0, new LetGoCounts(0, 1, 4, 0)), total(1));
    windows.record(served("gate", 1, LetGoCounts.NONE), total(1));
    windows.record(served("yard", 3, new LetGoCounts(2, 0, 0, 0)), total(1));

    var closed = windows.close(2_000);

    assertThat(closed)
        .extracting(LatencyWindow::key, LatencyWindow::meanRung, LatencyWindow::letGo)
        .containsExactly(
            tuple("gate", 0.5, new LetGoCounts(0, 1, 4, 0)),
            tuple("yard", 3.0, new LetGoCounts(2, 0, 0, 0)),
            tuple("subtask-3", 4 / 3.0, new LetGoCounts(2, 1, 4, 0)));
    windows.record(frame("gate", 1), total(1));
    assertThat(windows.close(3_000))
        .extracting(LatencyWindow::meanRung, LatencyWindow::letGo)
        .containsOnly(tuple(null, LetGoCounts.NONE));
  }

  private static FrameInfo served(String camera, int rung, LetGoCounts letGo) {
    return TestFrames.served(camera, 1, new Served(rung, 250_000, true, letGo)).admitted().frame();
  }

  @Test
  void nothingIsToldWhereNoFrameCame() {
    assertThat(windows.close(2_000)).isEmpty();
  }

  @Test
  void anIdleCameraLeaves() {
    windows.record(frame("gate", 1), total(1));
    windows.record(frame("yard", 1), total(1));
    windows.close(2_000);
    windows.record(frame("gate", 1), total(1));

    assertThat(windows.close(3_000))
        .extracting(LatencyWindow::key)
        .containsExactly("gate", "subtask-3");
    assertThat(windows.openCameras()).isEqualTo(1);
    windows.close(4_000);
    assertThat(windows.openCameras()).isZero();
  }

  @Test
  void theCameraThatWasSilentLongestMakesRoom() {
    windows.record(frame("gate", 1), total(1));
    windows.record(frame("yard", 1), total(1));
    windows.record(frame("gate", 1), total(1));
    windows.record(frame("dock", 1), total(1));

    var closed = windows.close(2_000);

    assertThat(closed).extracting(LatencyWindow::key).containsExactly("gate", "dock", "subtask-3");
    assertThat(closed.get(2).overflowFrames()).isEqualTo(1);
  }

  @Test
  void timesBeyondAnHourOrBelowZeroAreCountedAtTheEdge() {
    windows.record(frame("gate", 1), total(Long.MAX_VALUE));
    windows.record(frame("gate", 1), total(-5));

    var part = windows.close(2_000).get(0).parts().get(0);

    assertThat(part.maxMicros()).isBetween(3_600_000_000L, 3_640_000_000L);
    assertThat(part.p50Micros()).isZero();
  }

  @Test
  void aClockThatStandsStillOrGoesBackMakesNoRateWithoutSense() {
    windows.record(frame("gate", 1), total(1));

    assertThat(windows.close(500).get(0).framesPerSecond()).isEqualTo(1_000);
  }

  @Property(tries = 50)
  void camerasAndOverflowTogetherAreAllFrames(
      @ForAll @Size(max = 60) List<@IntRange(max = 6) Integer> cameras,
      @ForAll @IntRange(min = 1, max = 4) int maxCameras) {
    var bounded = new LatencyWindows(0, maxCameras, 0);
    cameras.forEach(camera -> bounded.record(frame("camera-" + camera, 1), total(1)));

    assertThat(bounded.openCameras()).isLessThanOrEqualTo(maxCameras);
    long ofCameras = 0;
    for (var window : bounded.close(10)) {
      if (window.camera() == null) {
        assertThat(window.frames()).isEqualTo(cameras.size());
        assertThat(ofCameras + window.overflowFrames()).isEqualTo(window.frames());
      }
      ofCameras += window.frames();
    }
  }

  private static Histogram decode(LatencyWindow window) throws Exception {
    var bytes = Base64.getDecoder().decode(window.parts().get(0).histogram());
    return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), 1);
  }

  private static Ledger total(long micros) {
    return new Ledger(0, 0, 0, 0, micros, 0);
  }
}
