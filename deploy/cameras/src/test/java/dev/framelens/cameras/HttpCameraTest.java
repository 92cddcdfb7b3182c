package dev.framelens.cameras;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.framelens.testing.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A camera that sends JPEGs over HTTP, what is done with it and what it does. */
@Tag("native")
@Timeout(120)
final class HttpCameraTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private volatile int width = 160;
  private volatile String authorization = "";

  @BeforeEach
  void quiet() {
    Native.log(false);
  }

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void isConnectedAgainAfterItWasAwayWithOneLineEachWay() throws Exception {
    HttpServer camera = start(0);
    int port = camera.getAddress().getPort();
    try (var viewer = new Viewer(url("", port))) {
      viewer.next();
      viewer.next();
      camera.stop(0);
      Await.until("it is tried again", () -> viewer.skip() && viewer.failures() >= 5);
      width = 320;
      camera = start(port);
      viewer.next(320);
      viewer.next();
      assertThat(viewer.notices()).hasSize(3);
      assertThat(viewer.notices().get(1)).startsWith("lost http://127.0.0.1");
      assertThat(viewer.notices().get(2)).startsWith("connected to http://127.0.0.1");
    } finally {
      camera.stop(0);
    }
  }

  @Test
  void mayChangeItsSize() throws Exception {
    HttpServer camera = start(0);
    try (var viewer = new Viewer(url("", camera.getAddress().getPort()))) {
      viewer.next(160);
      width = 320;
      viewer.next(320);
      width = 64;
      viewer.next(64);
      assertThat(viewer.notices()).singleElement().asString().startsWith("connected to ");
    } finally {
      camera.stop(0);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "me@home:p@s/s:w%rd#1? me%40home:p%40s%2Fs%3Aw%25rd%231%3F",
        "me@home:p@ss:w%rd&+=!$1 me@home:p@ss:w%rd&+=!$1",
      })
  void mayAskForANameAndAPasswordOfAnySigns(String expected, String asWritten) throws Exception {
    authorization = "Basic " + Base64.getEncoder().encodeToString(expected.getBytes(UTF_8));
    HttpServer camera = start(0);
    try (var viewer = new Viewer(url(asWritten + "@", camera.getAddress().getPort()))) {
      viewer.next();
      viewer.next();
      assertThat(viewer.notices())
          .singleElement()
          .asString()
          .matches("connected to http://\\*\\*\\*@127.*/camera/mjpeg");
    } finally {
      camera.stop(0);
    }
  }

  @Test
  void tellsAWrongPasswordOnceAndDoesNotShowIt() throws Exception {
    authorization = "Basic " + Base64.getEncoder().encodeToString("yard:secret".getBytes(UTF_8));
    HttpServer camera = start(0);
    try (var viewer = new Viewer(url("yard:guess%40d@", camera.getAddress().getPort()))) {
      Await.until("it is tried again", () -> viewer.failures() >= 3);
      assertThat(viewer.notices())
          .singleElement()
          .asString()
          .startsWith("cannot reach http://***@127.0.0.1:")
          .contains("401 Unauthorized")
          .doesNotContain("yard", "guess");
    } finally {
      camera.stop(0);
    }
  }

  @Test
  void maySendItsViewersElsewhere() throws Exception {
    HttpServer camera = start(0);
    int port = camera.getAddress().getPort();
    camera.createContext(
        "/door",
        exchange -> {
          exchange.getResponseHeaders().add("Location", url("", port));
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    try (var viewer = new Viewer("http://127.0.0.1:%d/door".formatted(port))) {
      viewer.next();
      viewer.next();
      assertThat(viewer.notices())
          .containsExactly("connected to http://127.0.0.1:%d/door".formatted(port));
    } finally {
      camera.stop(0);
    }
  }

  private static String url(String credentials, int port) {
    return "http://%s127.0.0.1:%d/camera/mjpeg".formatted(credentials, port);
  }

  private HttpServer start(int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
    server.setExecutor(threads);
    server.createContext("/camera", this::show);
    server.start();
    return server;
  }

  private void show(HttpExchange exchange) throws IOException {
    var headers = exchange.getResponseHeaders();
    String asked = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    if (!authorization.isEmpty() && !authorization.equals(asked)) {
      headers.add("WWW-Authenticate", "Basic realm=\"camera\"");
      exchange.sendResponseHeaders(401, -1);
      exchange.close();
      return;
    }
    headers.add("Content-Type", "multipart/x-mixed-replace; boundary=picture");
    exchange.sendResponseHeaders(200, 0);
    try (var body = exchange.getResponseBody()) {
      for (int step = 0; !Thread.interrupted(); step++) {
        byte[] jpeg = TestPictures.jpeg(TestPictures.gradient(width, 48, step));
        String head = "--picture\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n";
        body.write(head.formatted(jpeg.length).getBytes(US_ASCII));
        body.write(jpeg);
        body.write("\r\n".getBytes(US_ASCII));
        body.flush();
      }
    } catch (IOException gone) {
      // The viewer has seen enough.
    }
  }
}
