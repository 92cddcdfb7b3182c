package dev.framelens.cameras;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.testing.Await;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("field")
@Timeout(200)
final class RtspTest {
  @BeforeEach
  void quiet() {
    Native.log(false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"h264", "jpeg"})
  void picturesComeOverTcpWhereTheServerLeavesTheChoice(String codec) throws Exception {
    try (var server = RtspServer.start("--codec", codec);
        var viewer = new Viewer(server.url())) {
      for (int frame = 0; frame < 20; frame++) {
        assertBars(viewer.next(), 160, 120);
      }
      assertThat(server.transports()).containsExactly("tcp");
      assertThat(viewer.notices())
          .singleElement()
          .asString()
          .startsWith("connected to rtsp://127.0.0.1");
    }
  }

  @Test
  void picturesComeOverUdpWhereTheServerRefusesTcp() throws Exception {
    try (var server = RtspServer.start("--transport", "udp");
        var viewer = new Viewer(server.url())) {
      for (int frame = 0; frame < 20; frame++) {
        assertBars(viewer.next(), 160, 120);
      }
      assertThat(server.transports()).containsExactly("udp");
      assertThat(viewer.notices())
          .singleElement()
          .asString()
          .startsWith("connected to rtsp://127.0.0.1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "udp"})
  void aServerThatIsKilledAndComesBackIsConnectedAgainWithOneLineEachWay(String transport)
      throws Exception {
    try (var server = RtspServer.start("--transport", transport);
        var viewer = new Viewer(server.url())) {
      viewer.next();
      assertBars(viewer.next(), 160, 120);
      server.kill();
      Await.until("it is tried again", () -> viewer.skip() && viewer.failures() >= 3);
      String port = "" + server.port();
      try (var again =
          RtspServer.start("--port", port, "--transport", transport, "--size", "320", "240")) {
        assertBars(viewer.next(320), 320, 240);
        viewer.next();
        assertThat(again.transports()).containsExactly(transport);
      }
      assertThat(viewer.notices()).hasSize(3);
      assertThat(viewer.notices().get(1)).startsWith("lost rtsp://127.0.0.1");
      assertThat(viewer.notices().get(2)).startsWith("connected to rtsp://127.0.0.1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "udp"})
  void aServerThatHangsIsConnectedAgainWhenItGoesOn(String transport) throws Exception {
    try (var server = RtspServer.start("--transport", transport);
        var viewer = new Viewer(server.url(), Duration.ofSeconds(2))) {
      viewer.next();
      viewer.next();
      server.hang();
      Await.until("it is tried again", () -> viewer.skip() && viewer.failures() >= 2);
      server.goOn();
      Await.until("it is connected", () -> viewer.skip() && viewer.notices().size() >= 3);
      assertBars(viewer.next(), 160, 120);
      assertThat(viewer.notices().get(1)).startsWith("lost ").contains("no picture in time");
      assertThat(viewer.notices().get(2)).startsWith("connected to ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"h264", "jpeg"})
  void aStreamThatChangesItsSizeGoesOn(String codec) throws Exception {
    try (var server = RtspServer.start("--codec", codec);
        var viewer = new Viewer(server.url())) {
      assertBars(viewer.next(), 160, 120);
      server.tell("size 320 176");
      assertBars(viewer.next(320), 320, 176);
      server.tell("size 96 64");
      assertBars(viewer.next(96), 96, 64);
      assertThat(server.transports()).hasSize(1);
      assertThat(viewer.notices()).singleElement().asString().startsWith("connected to ");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '"',
      value = {
        "basic yard secret yard:secret",
        "basic me@home p@s/s:w%rd#1? me%40home:p%40s%2Fs%3Aw%25rd%231%3F",
        "digest me@home p@s/s:w%rd#1? me%40home:p%40s%2Fs%3Aw%25rd%231%3F",
        "basic me@home p@ss:w%rd&+=!$1 me@home:p@ss:w%rd&+=!$1",
        "digest me@home p@ss:w%rd&+=!$1 me@home:p@ss:w%rd&+=!$1",
      })
  void namesAndPasswordsMayHaveAnySign(
      String method, String name, String password, String asWritten) throws Exception {
    try (var server = RtspServer.asking(method, name, password);
        var viewer = new Viewer(server.url(asWritten))) {
      assertBars(viewer.next(), 160, 120);
      viewer.next();
      assertThat(viewer.notices())
          .singleElement()
          .asString()
          .matches("connected to rtsp://\\*\\*\\*@.*/live");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"basic", "digest"})
  void aWrongPasswordIsToldOnceAndNotShown(String method) throws Exception {
    try (var server = RtspServer.asking(method, "yard", "secret");
        var viewer = new Viewer(server.url("yard:guess%40d"))) {
      Await.until("it is tried again", () -> viewer.failures() >= 3);
      assertThat(server.transports()).isEmpty();
      assertThat(viewer.notices())
          .singleElement()
          .asString()
          .startsWith("cannot reach rtsp://***@127.0.0.1:")
          .contains("401 Unauthorized")
          .doesNotContain("yard", "guess");
    }
  }

  @Test
  void aServerThatSendsItsViewersElsewhereIsFollowed() throws Exception {
    try (var server = RtspServer.start();
        var door = new TestResponder(method -> elsewhere(method, server.url()));
        var viewer = new Viewer(door(door.port()))) {
      assertBars(viewer.next(), 160, 120);
      viewer.next();
      assertThat(server.transports()).containsExactly("tcp");
      assertThat(viewer.notices()).containsExactly("connected to " + door(door.port()));
    }
  }

  @Test
  void aServerThatSendsItsViewersInACircleIsGivenUpInTime() throws Exception {
    var port = new AtomicInteger();
    try (var door = new TestResponder(method -> elsewhere(method, door(port.get())))) {
      port.set(door.port());
      try (var viewer = new Viewer(door(door.port()), Duration.ofMillis(200))) {
        Await.until("it is tried again", () -> viewer.failures() >= 3);
        assertThat(viewer.notices()).singleElement().asString().startsWith("cannot reach rtsp://");
      }
    }
  }

  private static String door(int port) {
    return "rtsp://127.0.0.1:%d/door".formatted(port);
  }

  private static String elsewhere(String method, String address) {
    return method.equals("DESCRIBE")
        ? "302 Moved\r\nLocation: %s\r\n\r\n".formatted(address)
        : TestResponder.rtsp(method);
  }

  @Test
  void whereTheVideoStopsAndTheSoundGoesOnItIsConnectedAgain() throws Exception {
    try (var server = RtspServer.start("--sound");
        var viewer = new Viewer(server.url(), Duration.ofSeconds(2))) {
      viewer.next();
      viewer.next();
      server.tell("stall");
      // The server begins anew for a viewer that comes after the last has gone.
      Await.until("it is connected again", () -> viewer.skip() && viewer.notices().size() >= 3);
      assertThat(viewer.notices().get(1)).startsWith("lost ").contains("no picture in time");
      assertThat(viewer.notices().get(2)).startsWith("connected to ");
    }
  }

  /** GStreamer's colour bars, from a light grey to blue. */
  private static void assertBars(BufferedImage picture, int width, int height) {
    assertThat(picture.getWidth()).isEqualTo(width);
    assertThat(picture.getHeight()).isEqualTo(height);
    var first = new Color(picture.getRGB(width / 14, height / 3));
    var last = new Color(picture.getRGB(width * 13 / 14, height / 3));
    assertThat(List.of(first.getRed(), first.getGreen(), first.getBlue()))
        .allMatch(level -> level > 150);
    assertThat(last.getBlue()).isGreaterThan(last.getRed() + last.getGreen() + 50);
  }
}
