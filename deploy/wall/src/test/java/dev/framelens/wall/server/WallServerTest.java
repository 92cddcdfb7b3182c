package dev.framelens.wall.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framelens.contract.FramelensException;
import dev.framelens.testing.Await;
import dev.framelens.testing.Pictures;
import dev.framelens.wall.Outcomes;
import dev.framelens.wall.WallFixture;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("broker")
@Timeout(120)
class WallServerTest {
  private static final byte[] PICTURE = Pictures.jpeg(Pictures.gradient(64, 36));
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String TOKEN = "a-token-of-the-test";

  private static WallFixture fixture;
  private static WallServer wall;
  private static WallServer guarded;

  @BeforeAll
  static void start() {
    fixture = new WallFixture();
    wall = fixture.wall(WallSettings.local());
    guarded = fixture.wall(new WallSettings(WallSettings.LOOPBACK, 0, Optional.of(TOKEN)));
  }

  @AfterAll
  static void stop() {
    guarded.close();
    wall.close();
    fixture.close();
  }

  @Test
  void aCameraIsThereWithItsLabelAndThePictureOfTheLabel() throws Exception {
    String at = fixture.labelled("gate", PICTURE, 64, 36, "mountain bike");

    JsonNode camera = awaitCamera("gate");
    var picture = get("api/cameras/gate/frame.jpg?at=" + at);

    assertThat(camera.at("/camera/label/labels/0/name").textValue()).isEqualTo("mountain bike");
    assertThat(camera.at("/camera/state").textValue()).isEqualTo("online");
    assertThat(camera.at("/config/set").textValue()).startsWith("framelens config set gate ");
    assertThat(picture.body()).isEqualTo(PICTURE);
    assertThat(picture.headers().firstValue("content-type")).hasValue("image/jpeg");
  }

  @Test
  void aPictureComesToItsOwnCameraAlone() throws Exception {
    String at = fixture.frame("yard", PICTURE);

    assertRefused("api/cameras/gate/frame.jpg?at=" + at, 404, "another camera's");
    assertRefused("api/cameras/yard/frame.jpg?at=0@9999999", 410, "no longer has");
    assertRefused("api/cameras/yard/frame.jpg?at=../1", 400, "PARTITION@OFFSET");
    assertRefused("api/cameras/yard/frame.jpg", 400, "PARTITION@OFFSET");
  }

  @Test
  void whatIsNoPictureIsNotServedAsOne() throws Exception {
    String at = fixture.frame("script", "<script>alert(1)</script>".getBytes(UTF_8));

    assertRefused("api/cameras/script/frame.jpg?at=" + at, 415, "neither");
  }

  @Test
  void rejectedFramesAreListedAndTheirBytesADownload() throws Exception {
    byte[] bytes = "<html>no picture".getBytes(UTF_8);
    var sent =
        fixture
            .sender()
            .send(
                Outcomes.rejection(
                    fixture.topics().rejected(), "<b>key</b>", 0, 77, "undecodable", bytes));
    Await.until(
        "the rejection is listed",
        () -> text("api/rejected").contains("frames/0@77"),
        () -> text("api/rejected"));

    var download = get("api/rejected/%d@%d/bytes".formatted(sent.partition(), sent.offset()));

    assertThat(text("api/rejected")).contains("<b>key</b>");
    assertThat(download.body()).isEqualTo(bytes);
    assertThat(download.headers().firstValue("content-type")).hasValue("application/octet-stream");
    assertThat(download.headers().firstValue("content-disposition").orElse(""))
        .startsWith("attachment");
  }

  @Test
  void updatesComeAsEventsTheFirstWithEverything() throws Exception {
    fixture.labelled("stream", PICTURE, 64, 36, "tabby");
    awaitCamera("stream");
    var response =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(wall.address() + "api/events")).build(),
            BodyHandlers.ofInputStream());
    try (var events = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
      assertThat(events.readLine()).isEqualTo("event: everything");
      assertThat(events.readLine()).startsWith("data: {").contains("\"stream\"");
      fixture.labelled("later", PICTURE, 64, 36, "tabby");
      String line = "";
      while (!line.contains("\"later\"")) {
        line = String.valueOf(events.readLine());
      }
      assertThat(line).startsWith("data: {");
    }
  }

  @Test
  void everyAnswerForbidsInlineScriptAndOtherHosts() throws Exception {
    for (String path : new String[] {"", "files/app.js", "api/cameras", "api/cameras/none"}) {
      var headers = get(path).headers();

      assertThat(headers.firstValue("content-security-policy").orElse(""))
          .contains("default-src 'none'", "script-src 'self'")
          .doesNotContain("unsafe");
      assertThat(headers.firstValue("x-content-type-options")).hasValue("nosniff");
    }
    assertThat(text("")).doesNotContain("<script>", " style=", "http:", "https:");
    assertThat(get("files/..%2Fwall.css").statusCode()).isGreaterThanOrEqualTo(400);
    assertThat(get("files/WallServer.class").statusCode()).isEqualTo(404);
  }

  /** A page of another site, whose name it let point here, is not this machine's. */
  @Test
  void withoutATokenOnlyNamesOfLoopbackAreAnswered() throws Exception {
    int port = URI.create(wall.address()).getPort();

    assertThat(statusLine(port, "evil.example:" + port)).contains("403");
    assertThat(statusLine(port, "localhost:" + port)).contains("200");
  }

  @Test
  void withATokenNothingIsSeenWithoutIt() throws Exception {
    assertThat(guarded("api/cameras").statusCode()).isEqualTo(401);
    assertThat(guarded("files/app.js").statusCode()).isEqualTo(401);
    assertThat(guarded("api/cameras", "Authorization", "Bearer wrong-token").statusCode())
        .isEqualTo(401);
    assertThat(guarded("api/cameras", "Authorization", "Bearer " + TOKEN).statusCode())
        .isEqualTo(200);
    assertThat(guarded("api/cameras", "Cookie", "framelens-token=" + TOKEN).statusCode())
        .isEqualTo(200);
    assertThat(guarded("").headers().firstValue("location").orElse("")).endsWith("/login");
    assertThat(guarded("login").statusCode()).isEqualTo(200);
  }

  @Test
  void aPortThatIsTakenIsSaid() {
    int port = URI.create(wall.address()).getPort();

    assertThatThrownBy(
            () -> fixture.wall(new WallSettings(WallSettings.LOOPBACK, port, Optional.empty())))
        .isInstanceOf(FramelensException.class)
        .hasMessageContaining("127.0.0.1:" + port);
  }

  private static JsonNode awaitCamera(String id) throws Exception {
    Await.until("camera " + id, () -> text("api/cameras/" + id).contains("\"label\""));
    return new JsonMapper().readTree(text("api/cameras/" + id));
  }

  private static void assertRefused(String path, int status, String sentence) throws Exception {
    var answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(new String(answer.body(), UTF_8)).startsWith("{\"error\":").contains(sentence);
  }

  private static String text(String path) {
    try {
      return new String(get(path).body(), UTF_8);
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(wall.address() + path)).build();
    return HTTP.send(request, BodyHandlers.ofByteArray());
  }

  private static HttpResponse<String> guarded(String path, String... header)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(guarded.address() + path));
    if (header.length > 0) {
      request.headers(header);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static String statusLine(int port, String host) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write(
              "GET / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                  .formatted(host)
                  .getBytes(UTF_8));
      return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
    }
  }
}
