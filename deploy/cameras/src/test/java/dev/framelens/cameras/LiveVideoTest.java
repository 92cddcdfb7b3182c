package dev.framelens.cameras;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("native")
@Timeout(60)
final class LiveVideoTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final double SNAPSHOTS = 50;

  private final List<String> notices = new CopyOnWriteArrayList<>();

  @BeforeEach
  void quiet() {
    Native.log(false);
  }

  @Test
  void whereNobodyAnswersItTriesAgainWithOneLineUntilItIsStopped() throws Exception {
    int nobody;
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = probe.getLocalPort();
    }
    var attempts = new CountDownLatch(4);
    var backoff =
        new Backoff(Duration.ofMillis(1), Duration.ofMillis(20)) {
          @Override
          Duration next() {
            attempts.countDown();
            return super.next();
          }
        };
    try (var camera =
        new LiveVideo(
            SourceUri.parse("rtsp://user:secret@127.0.0.1:" + nobody + "/live"),
            true,
            PATIENCE,
            OptionalDouble.empty(),
            0,
            SNAPSHOTS,
            backoff,
            notices::add)) {
      CompletableFuture<Optional<SourceFrame>> next = CompletableFuture.supplyAsync(camera::next);
      assertThat(attempts.await(30, TimeUnit.SECONDS)).isTrue();
      camera.interrupt();
      assertThat(next.get(30, TimeUnit.SECONDS)).isEmpty();
    }
    assertThat(notices)
        .singleElement()
        .asString()
        .startsWith("cannot reach rtsp://***@127.0.0.1:" + nobody)
        .contains("trying again");
  }

  @Test
  void aCameraThatDoesNotAnswerIsLeftAtOnceWhenStopped() throws Exception {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var camera = live("rtsp://127.0.0.1:" + silent.getLocalPort() + "/live")) {
      CompletableFuture<Optional<SourceFrame>> next = CompletableFuture.supplyAsync(camera::next);
      silent.accept().getInputStream().read();
      camera.interrupt();
      assertThat(next.get(5, TimeUnit.SECONDS)).isEmpty(); // its patience is longer
    }
  }

  @Test
  void aStreamThatBreaksIsConnectedAgain() throws Exception {
    var connections = new AtomicInteger();
    byte[] jpeg = TestPictures.jpeg(TestPictures.gradient(64, 48, 3));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    server.createContext(
        "/mjpeg",
        exchange -> {
          connections.incrementAndGet();
          send(exchange, jpeg, 20);
        });
    server.start();
    try (var camera = live("http://127.0.0.1:" + server.getAddress().getPort() + "/mjpeg")) {
      for (int frame = 0; frame < 50; frame++) {
        SourceFrame shown = camera.next().orElseThrow();
        assertThat(shown.positionMicros()).isEmpty();
        assertThat(((Picture.Decoded) shown.picture()).pixels().width()).isEqualTo(64);
      }
    } finally {
      server.stop(0);
    }
    assertThat(connections).hasValueGreaterThanOrEqualTo(3);
    assertThat(notices.get(0)).startsWith("connected to http://127.0.0.1");
    assertThat(notices.get(1)).startsWith("lost http://127.0.0.1");
    assertThat(notices.get(2)).startsWith("connected to http://127.0.0.1");
  }

  /** A camera that gives a picture for each request, and has no end. */
  @ParameterizedTest
  @ValueSource(strings = {"/snapshot.jpg", "/snapshot", "/snapshot.jpg?channel=1", "/image01.jpg"})
  void anAddressOfOnePictureIsAskedAgainAtTheFrameRate(String address) throws Exception {
    var requests = new AtomicInteger();
    byte[] jpeg = withNotes(TestPictures.jpeg(TestPictures.gradient(64, 48, 3)));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.getResponseHeaders().add("Content-Type", "image/jpeg");
          exchange.sendResponseHeaders(200, jpeg.length);
          try (var body = exchange.getResponseBody()) {
            body.write(jpeg);
          }
        });
    server.start();
    long start = System.nanoTime();
    try (var camera = live("http://127.0.0.1:" + server.getAddress().getPort() + address, false)) {
      for (int frame = 0; frame < 20; frame++) {
        assertThat(camera.next().orElseThrow().positionMicros()).isEmpty();
      }
    } finally {
      server.stop(0);
    }
    // The first pause is behind the first answer.
    assertThat(System.nanoTime() - start)
        .isGreaterThanOrEqualTo((long) (19 * 1e9 / SNAPSHOTS) - 1_000_000);
    assertThat(requests.get()).isBetween(20, 21);
    assertThat(notices).singleElement().asString().startsWith("connected to ");
  }

  /** Cameras put their settings in front: FFmpeg's first look ends before the picture begins. */
  private static byte[] withNotes(byte[] jpeg) {
    var notes = ByteBuffer.allocate(jpeg.length + 5_000);
    notes.put(jpeg, 0, 2).putShort((short) 0xFFE1).putShort((short) 4_998);
    notes.position(notes.position() + 4_996);
    return notes.put(jpeg, 2, jpeg.length - 2).array();
  }

  /** As browsers read them: pictures one behind the other, whatever stands between them. */
  @ParameterizedTest
  @ValueSource(strings = {"good", "no-length", "dashes", "late", "quoted", "lying-length"})
  void camerasThatWriteMultipartInTheirOwnWayAreReadInOneConnection(String habit) throws Exception {
    var connections = new AtomicInteger();
    byte[] jpeg = TestPictures.jpeg(TestPictures.gradient(320, 240, 3));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(
        "/mjpeg",
        exchange -> {
          connections.incrementAndGet();
          sendAs(habit, exchange, jpeg);
        });
    server.start();
    try (var camera = live("http://127.0.0.1:" + server.getAddress().getPort() + "/mjpeg")) {
      for (int frame = 0; frame < 30; frame++) {
        var picture = (Picture.Decoded) camera.next().orElseThrow().picture();
        assertThat(picture.pixels().width()).isEqualTo(320);
      }
    } finally {
      server.stop(0);
      ((ExecutorService) server.getExecutor()).shutdownNow();
    }
    // One to find out that its lengths are wrong, one to find no boundary.
    assertThat(connections.get()).isLessThanOrEqualTo(3);
    assertThat(notices.size()).as("%s", notices).isLessThanOrEqualTo(3);
  }

  private static void sendAs(String habit, HttpExchange exchange, byte[] jpeg) throws IOException {
    String boundary =
        switch (habit) {
          case "dashes" -> "--frame";
          case "quoted" -> "\"frame\"";
          default -> "frame";
        };
    exchange
        .getResponseHeaders()
        .add("Content-Type", "multipart/x-mixed-replace; boundary=" + boundary);
    exchange.sendResponseHeaders(200, 0);
    int length = jpeg.length - (habit.equals("lying-length") ? 100 : 0);
    String head = "Content-Type: image/jpeg\r\n";
    head += habit.equals("no-length") ? "" : "Content-Length: " + length + "\r\n";
    try (var body = exchange.getResponseBody()) {
      for (int picture = 0; picture < 200; picture++) {
        body.write(
            ((habit.equals("late") ? "" : "--frame\r\n") + head + "\r\n").getBytes(US_ASCII));
        body.write(jpeg);
        body.write((habit.equals("late") ? "\r\n--frame\r\n" : "\r\n").getBytes(US_ASCII));
        body.flush();
      }
    } catch (IOException gone) {
      // The camera has what it wanted.
    }
  }

  @Test
  void whatItsFramesDoToOthersIsGotOverWithOneLine() throws Exception {
    byte[] jpeg = TestPictures.jpeg(TestPictures.gradient(64, 48, 3));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    server.createContext("/mjpeg", exchange -> send(exchange, jpeg, 20));
    server.start();
    try (var camera = live("http://127.0.0.1:" + server.getAddress().getPort() + "/mjpeg")) {
      for (int attempt = 0; attempt < 5; attempt++) {
        assertThat(camera.next()).isPresent();
        assertThat(camera.recovers(new IllegalStateException("no scaler for it"))).isTrue();
      }
      assertThat(notices).singleElement().asString().contains("no scaler for it");
      assertThat(camera.next()).isPresent();
      assertThat(camera.next()).isPresent();
    } finally {
      server.stop(0);
    }
    assertThat(notices).hasSize(2);
    assertThat(notices.get(1)).startsWith("connected to ");
  }

  private LiveVideo live(String uri) {
    return live(uri, true);
  }

  private LiveVideo live(String uri, boolean loop) {
    var backoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(20));
    return new LiveVideo(
        SourceUri.parse(uri),
        loop,
        PATIENCE,
        OptionalDouble.empty(),
        0,
        SNAPSHOTS,
        backoff,
        notices::add);
  }

  private static void send(HttpExchange exchange, byte[] jpeg, int pictures) throws IOException {
    exchange
        .getResponseHeaders()
        .add("Content-Type", "multipart/x-mixed-replace; boundary=picture");
    exchange.sendResponseHeaders(200, 0);
    try (var body = exchange.getResponseBody()) {
      for (int i = 0; i < pictures; i++) {
        String head =
            "--picture\r\nContent-Type: image/jpeg\r\nContent-Length: " + jpeg.length + "\r\n\r\n";
        body.write(head.getBytes(US_ASCII));
        body.write(jpeg);
        body.write("\r\n".getBytes(US_ASCII));
      }
    }
  }
}
