package dev.framelens.cameras;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.contract.CameraId;
import dev.framelens.contract.TopicNames;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.kafka.Topics;
import dev.framelens.contract.status.CameraState;
import dev.framelens.testing.Await;
import dev.framelens.testing.TestBroker;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** RTSP cameras beside each other, as a bridge has them. */
@Tag("field")
@Timeout(200)
final class RtspFleetTest {
  private static final int FRAMES_PER_SECOND = 15;

  /** Until a camera that shows nothing is said to be offline. */
  private static final long TOLD_SECONDS = 12;

  private final List<String> notices = new CopyOnWriteArrayList<>();

  @Test
  void oneThatDiesAndOneThatHangsAreToldAndCostTheThirdNoFrame() throws Exception {
    Native.log(false);
    try (var good = RtspServer.start();
        var dying = RtspServer.start();
        var hanging = new TestResponder(TestResponder::rtsp);
        var broker = TestBroker.start();
        var publisher = publisher(KafkaConnection.to(broker.bootstrapServers()));
        var fleet = new Fleet(InstantSource.system(), System::nanoTime, notices::add)) {
      add(fleet, "good", good.url());
      add(fleet, "dying", dying.url());
      add(fleet, "hanging", "rtsp://127.0.0.1:%d/live".formatted(hanging.port()));
      fleet.start(publisher);
      Await.until(
          "frames come",
          () -> sent(fleet, "good") > 30 && sent(fleet, "dying") > 30,
          () -> fleet.counts() + " " + notices);

      long start = System.nanoTime();
      long sent = sent(fleet, "good");
      dying.kill();
      Await.until("it is told", () -> state(fleet, "dying") == CameraState.OFFLINE);
      Await.until("the other too", () -> notices.stream().anyMatch(RtspFleetTest::hangs));
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(TOLD_SECONDS));
      assertThat(state(fleet, "hanging")).isEqualTo(CameraState.OFFLINE);

      try (var again = RtspServer.start("--port", "" + dying.port(), "--size", "320", "240")) {
        Await.until("it is back", () -> state(fleet, "dying") == CameraState.ONLINE);
        assertThat(again.transports()).containsExactly("tcp");
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      assertThat((double) sent(fleet, "good") - sent)
          .isGreaterThan(seconds * FRAMES_PER_SECOND - FRAMES_PER_SECOND);
      assertThat(counts(fleet, "good").droppedAtCamera()).isZero();
      assertThat(state(fleet, "good")).isEqualTo(CameraState.ONLINE);
    }
    assertThat(notices.stream().filter(notice -> notice.startsWith("good: "))).hasSize(1);
    assertThat(notices.stream().filter(notice -> notice.startsWith("hanging: "))).hasSize(1);
    assertThat(notices.stream().filter(notice -> notice.startsWith("dying: ")).limit(3))
        .satisfiesExactly(
            came -> assertThat(came).contains("connected to rtsp://"),
            went -> assertThat(went).contains("lost rtsp://").contains("every 30 s at the latest"),
            returned -> assertThat(returned).contains("connected to rtsp://"));
  }

  private static CameraPublisher publisher(KafkaConnection broker) {
    Topics.ensure(broker, TopicNames.standard(), 1);
    return new CameraPublisher(broker, "frames", 64 << 20);
  }

  private static boolean hangs(String notice) {
    return notice.startsWith("hanging: cannot reach ") && notice.contains("in time");
  }

  private static void add(Fleet fleet, String id, String url) {
    fleet.add(CameraOptions.of(new CameraId(id), SourceUri.parse(url)));
  }

  private static CameraCounts counts(Fleet fleet, String id) {
    return requireNonNull(fleet.counts().get(new CameraId(id)));
  }

  private static long sent(Fleet fleet, String id) {
    return counts(fleet, id).sent();
  }

  private static CameraState state(Fleet fleet, String id) {
    return fleet.cameras().stream()
        .filter(camera -> camera.id().equals(new CameraId(id)))
        .findFirst()
        .orElseThrow()
        .state();
  }
}
