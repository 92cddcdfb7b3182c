package dev.framelens.cameras;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.framelens.testing.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
@Timeout(120)
final class HlsTest {
  private static final int SEGMENTS = 12;
  private static final int FRAMES_PER_SEGMENT = 10;

  /** Of those that a live playlist names at a time. */
  private static final int WINDOW = 3;

  @TempDir private Path directory;

  private HttpServer server;
  private final long start = System.nanoTime();

  @BeforeEach
  void serve() throws IOException {
    Native.log(false);
    record();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aRecordingIsShownToItsEnd() throws Exception {
    try (var viewer = new Viewer(url("recorded"))) {
      for (int frame = 0; frame < SEGMENTS * FRAMES_PER_SEGMENT; frame++) {
        assertThat(viewer.next().getWidth()).isEqualTo(96);
      }
      Await.until("it ends", () -> viewer.skip() && viewer.ended());
      assertThat(viewer.notices()).containsExactly("connected to " + url("recorded"));
    }
  }

  @Test
  void aStreamIsShownSegmentAfterSegment() throws Exception {
    try (var viewer = new Viewer(url("live"))) {
      for (int frame = 0; frame < 6 * FRAMES_PER_SEGMENT; frame++) {
        assertThat(viewer.next().getWidth()).isEqualTo(96);
      }
      assertThat(viewer.notices()).containsExactly("connected to " + url("live"));
    }
  }

  private String url(String name) {
    return "http://127.0.0.1:%d/%s.m3u8".formatted(server.getAddress().getPort(), name);
  }

  /** Files, save for the live playlist, which goes on by a segment a second. */
  private void answer(HttpExchange exchange) throws IOException {
    Path file = directory.resolve(exchange.getRequestURI().getPath().substring(1));
    byte[] answer = file.endsWith("live.m3u8") ? live().getBytes(UTF_8) : Files.readAllBytes(file);
    exchange.sendResponseHeaders(200, answer.length);
    try (var body = exchange.getResponseBody()) {
      body.write(answer);
    } catch (IOException gone) {
      // The viewer has seen enough.
    }
  }

  private String live() throws IOException {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    int first = (int) Math.min(SEGMENTS - WINDOW, seconds);
    List<String> segments =
        Files.readAllLines(directory.resolve("recorded.m3u8")).stream()
            .filter(line -> line.endsWith(".ts"))
            .toList();
    var playlist =
        new StringBuilder("#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n")
            .append("#EXT-X-MEDIA-SEQUENCE:%d\n".formatted(first));
    segments
        .subList(first, first + WINDOW)
        .forEach(name -> playlist.append("#EXTINF:1.0,\n").append(name).append('\n'));
    return playlist.toString();
  }

  private void record() throws IOException {
    try (var recorder =
        new FFmpegFrameRecorder(directory.resolve("recorded.m3u8").toFile(), 96, 64)) {
      recorder.setFormat("hls");
      recorder.setVideoCodec(avcodec.AV_CODEC_ID_H264);
      recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
      recorder.setFrameRate(FRAMES_PER_SEGMENT);
      recorder.setGopSize(FRAMES_PER_SEGMENT);
      recorder.setOption("hls_time", "1");
      recorder.setOption("hls_list_size", "0");
      recorder.start();
      TestPictures.record(recorder, SEGMENTS * FRAMES_PER_SEGMENT, 96, 64);
      recorder.stop();
    }
  }
}
