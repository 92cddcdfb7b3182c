package dev.framelens.wall.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.contract.FrameId;
import dev.framelens.contract.RejectionReason;
import dev.framelens.contract.configuration.CameraConfig;
import dev.framelens.contract.configuration.FieldText;
import dev.framelens.contract.outcomes.Drop;
import dev.framelens.contract.outcomes.Label;
import dev.framelens.contract.outcomes.LatencyReport;
import dev.framelens.contract.outcomes.Rejection;
import dev.framelens.contract.status.CameraState;
import dev.framelens.contract.status.CameraStatus;
import dev.framelens.wall.Outcomes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WallStateTest {
  private static final long START = Instant.parse("2026-11-24T12:00:00Z").toEpochMilli();

  private long now = START;
  private final WallState state = new WallState(() -> Instant.ofEpochMilli(now), 3);

  @Test
  void ratesAreOfTheLastWholeSeconds() {
    for (int second = 0; second < 20; second++, now += 1_000) {
      label("gate", second);
      label("gate", second);
      drop("gate", "superseded");
    }

    assertThat(state.cameras())
        .singleElement()
        .satisfies(
            camera -> {
              assertThat(camera.fpsOut()).isEqualTo(2.0);
              assertThat(camera.fpsIn()).isEqualTo(3.0);
              assertThat(camera.state()).isEqualTo("online");
            });
  }

  @Test
  void aCameraThatStopsIsSilentAfterTenSeconds() {
    label("gate", 0);
    now += 10_000;
    assertThat(state.cameras().get(0).state()).isEqualTo("online");

    now += 1;

    assertThat(state.cameras().get(0).state()).isEqualTo("silent");
    assertThat(state.cameras().get(0).reason()).contains("10 s");
  }

  @Test
  void dropsAndRejectionsAreOfTheLastMinute() {
    drop("gate", "shed");
    now += 30_000;
    drop("gate", "shed");
    drop("gate", "stale");
    reject("gate");
    assertThat(state.cameras().get(0).dropped()).isEqualTo(Map.of("shed", 2L, "stale", 1L));

    now += 31_000;

    assertThat(state.cameras().get(0).dropped()).isEqualTo(Map.of("shed", 1L, "stale", 1L));
    assertThat(state.cameras().get(0).rejected()).isEqualTo(Map.of("undecodable", 1L));
  }

  @Test
  void aCameraHasItsLastMinutesAndNoMore() {
    for (int second = 0; second < 400; second++, now += 1_000) {
      label("gate", second);
    }
    now -= 1_000;

    var camera = state.camera("gate").orElseThrow();

    assertThat(camera.seconds()).hasSize(180);
    assertThat(camera.labels()).hasSize(20);
    assertThat(camera.labels().get(0).offset()).isEqualTo(399);
    assertThat(camera.ledgerMillis()).containsEntry("inference", 7.2).containsEntry("total", 25.6);
    assertThat(camera.seconds().get(0).rung()).isEqualTo(1.0);
    assertThat(camera.seconds().get(0).maxAgeMillis()).isEqualTo(25.6);
  }

  @Test
  void lateOutcomesDoNotTouchNewerSeconds() {
    label("gate", 1);
    state.drop(Drop.read(Outcomes.drop("gate", 0, 0, "stale")), START - 400_000);

    assertThat(state.camera("gate").orElseThrow().seconds())
        .singleElement()
        .satisfies(second -> assertThat(second.dropped()).isEmpty());
  }

  @Test
  void camerasBeyondTheMostAreCountedOnly() {
    List.of("a", "b", "c", "d", "e").forEach(camera -> label(camera, 1));

    assertThat(state.cameras()).extracting(CameraView::id).containsExactly("a", "b", "c");
    assertThat(state.overflow()).isEqualTo(2);
  }

  @Test
  void aCameraThatIsLongGoneLeavesRoomForAnother() {
    List.of("a", "b", "c").forEach(camera -> label(camera, 1));
    now += 16 * 60_000;
    assertThat(state.cameras()).isEmpty();

    label("d", 1);

    assertThat(state.cameras()).extracting(CameraView::id).containsExactly("d");
  }

  @Test
  void aKeyThatIsNoCamerasIsShownWithTheRejectionAlone() {
    reject("<script>alert(1)</script>");

    assertThat(state.cameras()).isEmpty();
    assertThat(state.rejections())
        .singleElement()
        .satisfies(
            rejection -> {
              assertThat(rejection.key()).isEqualTo("<script>alert(1)</script>");
              assertThat(rejection.frame()).isEqualTo("frames/0@7");
            });
  }

  @Test
  void aKeyThatIsNoTextIsShownInHexadecimal() {
    state.rejection(rejection(new byte[] {(byte) 0xff, 0, 1}), new FrameId("r", 0, 0), now);

    assertThat(state.rejections().get(0).key()).isEqualTo("ff0001");
  }

  @Test
  void rejectionsAreBounded() {
    for (int each = 0; each < 1_000; each++) {
      reject("gate");
    }

    assertThat(state.rejections()).hasSize(500);
  }

  @Test
  void theConfigurationInForceComesWithTheCommandThatWritesIt() {
    label("gate", 1);
    state.config("*", FieldText.changed(CameraConfig.NONE, List.of("maxFps=5", "topK=3")));
    state.config(
        "gate",
        FieldText.changed(CameraConfig.NONE, List.of("maxFps=2", "classes=person,big dog")));

    var config = state.camera("gate").orElseThrow().config();

    assertThat(config.own().has("topK")).isFalse();
    assertThat(config.inForce().get("topK").intValue()).isEqualTo(3);
    assertThat(config.set())
        .isEqualTo("framelens config set gate maxFps=2 topK=3 'classes=person,big dog'");
  }

  @Test
  void loadIsByPartitionAndSubtask() {
    for (int second = 0; second < 11; second++, now += 1_000) {
      label("gate", second);
      label("yard", second);
    }
    state.latency(LatencyReport.read(Outcomes.latency(1, Instant.ofEpochMilli(now))), now);

    assertThat(state.load().partitions())
        .singleElement()
        .satisfies(
            partition -> {
              assertThat(partition.cameras()).isEqualTo(2);
              assertThat(partition.fpsOut()).isEqualTo(2.0);
            });
    assertThat(state.load().subtasks())
        .singleElement()
        .satisfies(subtask -> assertThat(subtask.totalP95Millis()).isEqualTo(2.0));

    now += 121_000;
    assertThat(state.load().subtasks()).isEmpty();
  }

  @Test
  void aBridgeTellsTheStateOfItsCameras() {
    status("gate", CameraState.FROZEN, "the same picture for 12 s");
    label("gate", 1);

    assertThat(state.cameras().get(0).state()).isEqualTo("frozen");
    assertThat(state.cameras().get(0).reason()).isEqualTo("the same picture for 12 s");
    assertThat(state.cameras().get(0).fpsIn()).isEqualTo(4.5);
  }

  @Test
  void aCameraWhoseBridgeIsSilentIsOffline() {
    status("gate", CameraState.ONLINE, null);
    now += 10_001;
    label("gate", 1);

    assertThat(state.cameras()).extracting(CameraView::state).containsExactly("offline");
    assertThat(state.cameras().get(0).reason()).startsWith("bridge silent");
  }

  @Test
  void aCameraThatLeftItsBridgeIsJudgedByItsOutcomesAgain() {
    status("gate", CameraState.OFFLINE, "no route");
    label("gate", 1);
    state.status("gate", null, now);

    assertThat(state.cameras().get(0).state()).isEqualTo("online");
  }

  private void status(String camera, CameraState of, @Nullable String reason) {
    var at = Instant.ofEpochMilli(now);
    state.status(
        camera,
        new CameraStatus(
            camera, "bridge", of, at, at, reason, 4.51, 5, 100L, 640, 360, 1e5, 9, 0, 0, 0, 0, 0),
        now);
  }

  private void label(String camera, long offset) {
    byte[] json = Outcomes.label(camera, 0, offset, "mountain bike");
    state.label(Label.read(json), json, now);
  }

  private void drop(String camera, String reason) {
    state.drop(Drop.read(Outcomes.drop(camera, 0, 0, reason)), now);
  }

  private void reject(String key) {
    state.rejection(rejection(key.getBytes(UTF_8)), new FrameId("rejected-frames", 0, 0), now);
  }

  private static Rejection rejection(byte[] key) {
    return new Rejection(
        "default",
        new FrameId("frames", 0, 7),
        RejectionReason.UNDECODABLE,
        "no picture",
        key,
        new byte[3],
        false,
        3);
  }
}
