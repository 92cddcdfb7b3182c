package dev.framelens.cameras;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.contract.CameraId;
import dev.framelens.contract.status.CameraState;
import dev.framelens.contract.status.CameraStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlacementTest {
  @Test
  void newCamerasFillThePartitionsEvenly() {
    List<CameraId> cameras = cameras(500);
    var placement = new Placement(64, List.of(), cameras, false);

    long[] counts = new long[64];
    cameras.forEach(camera -> counts[placement.partition(camera)]++);

    assertThat(Arrays.stream(counts)).allMatch(count -> count == 7 || count == 8);
  }

  @Test
  void aCameraStaysWhereItWas() {
    List<CameraStatus> told = List.of(status("a", 5, 100, 3), status("b", 5, 100, 3));

    var placement = new Placement(4, told, List.of(new CameraId("a"), new CameraId("b")), false);

    assertThat(placement.partition(new CameraId("a"))).isEqualTo(3);
    assertThat(placement.partition(new CameraId("b"))).isEqualTo(3);
    assertThat(placement.partition(new CameraId("c"))).isNotEqualTo(3);
  }

  @Test
  void onRequestTheyArePlacedAnewByWhatTheySent() {
    var random = new SplittableRandom(1);
    var told = new ArrayList<CameraStatus>();
    List<CameraId> cameras = cameras(500);
    for (CameraId camera : cameras) {
      double fps = 1 + random.nextInt(10);
      told.add(status(camera.toString(), fps, fps * random.nextInt(20_000, 200_000), 0));
    }

    var placement = new Placement(64, told, cameras, true);

    double[] fps = new double[64];
    double[] bytes = new double[64];
    for (CameraStatus status : told) {
      int partition = placement.partition(new CameraId(status.camera()));
      fps[partition] += status.fps();
      bytes[partition] += status.bytesPerSecond();
    }
    assertThat(fullestToMean(fps)).isLessThan(1.5);
    assertThat(fullestToMean(bytes)).isLessThan(1.5);
  }

  @Test
  void otherBridgesCamerasStayAndCount() {
    List<CameraStatus> told = List.of(status("theirs", 5, 100, 0), status("own", 5, 100, 0));

    var placement = new Placement(2, told, List.of(new CameraId("own")), true);

    assertThat(placement.partition(new CameraId("own"))).isEqualTo(1);
  }

  @Test
  void aPartitionThatIsThereNoMoreIsChosenAnew() {
    List<CameraStatus> told = List.of(status("a", 5, 100, 9));

    assertThat(new Placement(1, told, List.of(), false).partition(new CameraId("a"))).isZero();
  }

  private static double fullestToMean(double[] loads) {
    return Arrays.stream(loads).max().orElseThrow() / Arrays.stream(loads).average().orElseThrow();
  }

  private static List<CameraId> cameras(int count) {
    return IntStream.range(0, count).mapToObj(number -> new CameraId("camera-" + number)).toList();
  }

  private static CameraStatus status(
      String camera, double fps, double bytesPerSecond, @Nullable Integer partition) {
    var noon = Instant.parse("2026-11-27T12:00:00Z");
    return new CameraStatus(
        camera,
        "bridge",
        CameraState.ONLINE,
        noon,
        noon,
        null,
        fps,
        fps,
        0L,
        640,
        360,
        bytesPerSecond,
        1,
        0,
        0,
        0,
        0,
        partition);
  }
}
