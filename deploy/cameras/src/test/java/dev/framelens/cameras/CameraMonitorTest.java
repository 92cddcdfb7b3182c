package dev.framelens.cameras;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.contract.CameraId;
import dev.framelens.contract.status.CameraState;
import dev.framelens.contract.status.CameraStatus;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CameraMonitorTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

  private long nowMillis = 1_000;
  private CameraMonitor monitor = monitor(OptionalDouble.empty());

  @Test
  void aCameraThatWasNeverReachedIsOffline() {
    assertThat(monitor.isChanged()).isTrue();
    assertThat(status().state()).isEqualTo(CameraState.OFFLINE);
    assertThat(status().reason()).isEqualTo("connecting");
    assertThat(status().ageMillis()).isNull();
    assertThat(monitor.isChanged()).isFalse();
  }

  @Test
  void framesThatDifferAreOnline() {
    monitor.connected();
    for (int second = 0; second < 20; second++) {
      show("picture " + second);
    }

    assertThat(status().state()).isEqualTo(CameraState.ONLINE);
    assertThat(status().reason()).isNull();
  }

  @Test
  void theSamePictureForTenSecondsIsFrozenUntilItMoves() {
    monitor.connected();
    for (int second = 0; second < 10; second++) {
      show("the same");
      assertThat(status().state()).isEqualTo(CameraState.ONLINE);
    }
    show("the same");

    assertThat(monitor.isChanged()).isTrue();
    assertThat(status().state()).isEqualTo(CameraState.FROZEN);
    assertThat(status().reason()).isEqualTo("the same picture for 11 s");

    show("another");
    assertThat(status().state()).isEqualTo(CameraState.ONLINE);
  }

  @Test
  void whatTheSourceSaysOfItsLossIsTheReason() {
    monitor.connected();
    show("picture");
    monitor.lost("Connection refused");

    assertThat(status().state()).isEqualTo(CameraState.OFFLINE);
    assertThat(status().reason()).isEqualTo("Connection refused");
    assertThat(status().reconnects()).isZero();

    monitor.connected();
    show("picture again");
    assertThat(status().state()).isEqualTo(CameraState.ONLINE);
    assertThat(status().reconnects()).isEqualTo(1);
  }

  @Test
  void aReaderThatHangsIsOfflineWithinTwelveSeconds() {
    monitor.connected();
    show("picture");
    nowMillis += 10_900;

    assertThat(status().state()).isEqualTo(CameraState.OFFLINE);
    assertThat(status().reason()).isEqualTo("no frame for 11 s");
    assertThat(status().ageMillis()).isEqualTo(11_900);
  }

  @Test
  void aCameraThatIsAskedSeldomIsNotSilent() {
    monitor = monitor(OptionalDouble.of(1 / 60.0));
    monitor.connected();
    show("picture");
    nowMillis += 60_000;

    assertThat(status().state()).isEqualTo(CameraState.ONLINE);
  }

  @Test
  void ratesAreThoseSinceTheStatusBefore() {
    monitor.connected();
    status(CameraCounts.NONE);
    nowMillis += 1_000;
    monitor.shown(50);
    nowMillis += 1_000;

    CameraStatus status = status(new CameraCounts(10, 2, 40, 1_000));

    assertThat(status.fps()).isEqualTo(5);
    assertThat(status.sourceFps()).isEqualTo(25);
    assertThat(status.bytesPerSecond()).isEqualTo(500);
    assertThat(status.published()).isEqualTo(10);
    assertThat(status.dropped()).isEqualTo(2);
    assertThat(status.skipped()).isEqualTo(40);
  }

  /** And a second passes. */
  private void show(String picture) {
    monitor.shown(1);
    monitor.published(picture.getBytes(UTF_8));
    nowMillis += 1_000;
  }

  private CameraStatus status() {
    return status(CameraCounts.NONE);
  }

  private CameraStatus status(CameraCounts counts) {
    return monitor.status("bridge", NOON, counts, null);
  }

  private CameraMonitor monitor(OptionalDouble framesPerSecond) {
    return new CameraMonitor(
        new CameraId("gate"),
        framesPerSecond,
        notice -> {},
        () -> TimeUnit.MILLISECONDS.toNanos(nowMillis));
  }
}
