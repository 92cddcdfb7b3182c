package dev.framelens.cameras;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.status.CameraState;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Answers {@code GET /health} with the number of cameras in each state, and {@code GET /metrics} in
 * Prometheus' text. The metrics are of all cameras together: five hundred of them make no more
 * series than one. Closing ends it.
 */
public final class HealthServer implements AutoCloseable {
  private final HttpServer server;

  private HealthServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Starts to answer.
   *
   * @param address its port 0 for a free one
   * @throws FramelensException where the address cannot be had
   */
  public static HealthServer start(InetSocketAddress address, Fleet fleet) {
    try {
      var server = HttpServer.create(address, 0);
      server.createContext(
          "/health", call -> answer(call, "application/json", () -> health(fleet)));
      server.createContext(
          "/metrics", call -> answer(call, "text/plain; version=0.0.4", () -> metrics(fleet)));
      server.start();
      return new HealthServer(server);
    } catch (IOException refused) {
      throw new FramelensException(
          "No health address at %s:%d (expected: one that is free and this machine's): %s"
              .formatted(address.getHostString(), address.getPort(), refused.getMessage()),
          refused);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  private static void answer(HttpExchange call, String type, Supplier<String> text)
      throws IOException {
    try (call) {
      boolean known = call.getRequestURI().getPath().equals(call.getHttpContext().getPath());
      if (!known || !call.getRequestMethod().equals("GET")) {
        call.sendResponseHeaders(known ? 405 : 404, -1);
        return;
      }
      byte[] body = text.get().getBytes(UTF_8);
      call.getResponseHeaders().set("Content-Type", type);
      call.sendResponseHeaders(200, body.length);
      call.getResponseBody().write(body);
    }
  }

  private static String health(Fleet fleet) {
    var text = new StringBuilder("{\"cameras\":").append(fleet.cameras().size());
    for (CameraState state : CameraState.values()) {
      text.append(",\"%s\":%d".formatted(state.word(), count(fleet, state)));
    }
    return text.append("}\n").toString();
  }

  private static long count(Fleet fleet, CameraState state) {
    return fleet.cameras().stream().filter(camera -> camera.state() == state).count();
  }

  static String metrics(Fleet fleet) {
    var text = new StringBuilder();
    head(text, "framelens_cameras", "gauge", "Cameras by state.");
    for (CameraState state : CameraState.values()) {
      sample(text, "framelens_cameras{state=\"%s\"}".formatted(state.word()), count(fleet, state));
    }
    var counts = fleet.counts().values();
    head(text, "framelens_camera_frames_total", "counter", "What became of the cameras' frames.");
    frames(text, "published", counts.stream().mapToLong(CameraCounts::sent).sum());
    frames(text, "dropped", counts.stream().mapToLong(CameraCounts::droppedAtCamera).sum());
    frames(text, "skipped", counts.stream().mapToLong(CameraCounts::skipped).sum());
    head(text, "framelens_camera_bytes_total", "counter", "Bytes of frames in Kafka.");
    sample(
        text, "framelens_camera_bytes_total", counts.stream().mapToLong(CameraCounts::bytes).sum());
    head(text, "framelens_camera_reconnects_total", "counter", "Connections made again.");
    sample(
        text,
        "framelens_camera_reconnects_total",
        fleet.cameras().stream().mapToLong(Camera::reconnects).sum());
    head(
        text,
        "framelens_camera_oldest_frame_age_seconds",
        "gauge",
        "Since the camera that is silent longest showed a frame.");
    sample(
        text,
        "framelens_camera_oldest_frame_age_seconds",
        fleet.cameras().stream()
                .flatMapToLong(camera -> camera.ageMillis().stream())
                .max()
                .orElse(0)
            / 1000.0);
    return text.toString();
  }

  private static void frames(StringBuilder text, String outcome, long count) {
    sample(text, "framelens_camera_frames_total{outcome=\"%s\"}".formatted(outcome), count);
  }

  private static void head(StringBuilder text, String name, String type, String help) {
    text.append("# HELP %s %s\n# TYPE %s %s\n".formatted(name, help, name, type));
  }

  private static void sample(StringBuilder text, String name, Number value) {
    text.append(String.format(Locale.ROOT, "%s %s\n", name, value));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
