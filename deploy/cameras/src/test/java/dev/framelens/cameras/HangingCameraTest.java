package dev.framelens.cameras;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cameras that take a connection and then say nothing, or nothing more. */
@Tag("field")
@Timeout(120)
@EnabledOnOs(OS.LINUX) // whose /proc counts
final class HangingCameraTest {
  private static final Duration PATIENCE = Duration.ofMillis(50);
  private static final int REPLACEMENTS = 100;

  /** Of threads and descriptors, whose number depends on where a connection just is. */
  private static final long SWING = 10;

  /** What Java itself takes meanwhile and less than what a hundred inputs hold. */
  private static final long MOST_KILOBYTES = 6_000;

  private static final String MULTIPART =
      "200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=frame\r\n\r\n";

  @BeforeEach
  void quiet() {
    Native.log(false);
  }

  private record Held(long descriptors, long threads, long residentKilobytes) {
    static Held now() {
      try {
        return new Held(count("/proc/self/fd"), count("/proc/self/task"), resident());
      } catch (IOException unreadable) {
        throw new AssertionError(unreadable);
      }
    }

    private static long count(String directory) throws IOException {
      try (Stream<Path> entries = Files.list(Path.of(directory))) {
        return entries.count();
      }
    }

    private static long resident() throws IOException {
      System.gc();
      try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
        return lines
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rtsp, nothing",
    "rtsp, up to DESCRIBE",
    "rtsp, up to PLAY",
    "http, nothing",
    "http, no picture",
    "http, half a picture"
  })
  void isReplacedAgainAndAgainWithOneLineAndNothingLeft(String scheme, String says)
      throws Exception {
    try (var camera = new TestResponder(answers(says));
        var viewer =
            new Viewer("%s://127.0.0.1:%d/live".formatted(scheme, camera.port()), PATIENCE)) {
      Await.until("it is usual", () -> viewer.failures() >= 20);
      Held before = Held.now();
      Await.until(
          "it was replaced", () -> viewer.failures() >= 20 + REPLACEMENTS, viewer::failures);
      Held after = Held.now();
      assertThat(after.descriptors).isLessThan(before.descriptors + SWING);
      assertThat(after.threads).isLessThan(before.threads + SWING);
      assertThat(after.residentKilobytes).isLessThan(before.residentKilobytes + MOST_KILOBYTES);
      assertThat(viewer.notices())
          .singleElement()
          .asString()
          .startsWith("cannot reach " + scheme)
          .containsPattern("no (answer|picture) in time");
    }
  }

  private static Function<String, String> answers(String says) {
    return switch (says) {
      case "nothing" -> method -> "";
      case "up to DESCRIBE" -> method -> method.equals("OPTIONS") ? TestResponder.rtsp(method) : "";
      case "up to PLAY" -> TestResponder::rtsp;
      case "no picture" -> method -> MULTIPART;
      case "half a picture" ->
          method ->
              MULTIPART + "--frame\r\nContent-Type: image/jpeg\r\n\r\n\u00ff\u00d8\u00ff\u00db";
      default -> throw new IllegalArgumentException(says);
    };
  }
}
