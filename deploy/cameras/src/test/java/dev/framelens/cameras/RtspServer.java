package dev.framelens.cameras;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.framelens.testing.TestData;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A camera of the network, real in all but its picture: {@code rtsp-server.py} in a process. */
final class RtspServer implements AutoCloseable {
  /** Debian's own, which alone finds what Debian's packages bring. */
  private static final Path PYTHON = Path.of("/usr/bin/python3");

  private static final String PACKAGES =
      "Debian's gir1.2-gst-rtsp-server-1.0, python3-gi and gstreamer1.0-plugins-base, -good, -ugly";

  private final Process process;
  private final int port;
  private final List<String> transports = new CopyOnWriteArrayList<>();

  private RtspServer(Process process, int port, BufferedReader told) {
    this.process = process;
    this.port = port;
    var reader = new Thread(() -> told.lines().forEach(transports::add), "rtsp-server");
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts one on a free port; skips the test where there is none. */
  static RtspServer start(String... options) throws IOException {
    return launch("", options);
  }

  /**
   * Starts one that asks who is there.
   *
   * @param method {@code basic} or {@code digest}
   */
  static RtspServer asking(String method, String name, String password) throws IOException {
    return launch(name + "\n" + password + "\n", "--ask", method);
  }

  private static RtspServer launch(String firstInput, String... options) throws IOException {
    if (!Files.isExecutable(PYTHON)) {
      throw skip(PYTHON + " is not there");
    }
    Path script = TestData.root().resolve("deploy/cameras/src/test/resources/rtsp-server.py");
    var command = new ArrayList<>(List.of(PYTHON.toString(), script.toString()));
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      process.getOutputStream().write(firstInput.getBytes(UTF_8));
      process.getOutputStream().flush();
      BufferedReader told = process.inputReader(UTF_8);
      String first = String.valueOf(told.readLine());
      if (first.startsWith("missing")) {
        throw skip(first);
      }
      return new RtspServer(process, Integer.parseInt(first), told);
    } catch (IOException | RuntimeException failure) {
      process.destroyForcibly();
      throw failure;
    }
  }

  private static RuntimeException skip(String reason) {
    return TestData.skip("No RTSP server, %s (expected: %s)".formatted(reason, PACKAGES));
  }

  int port() {
    return port;
  }

  String url() {
    return "rtsp://127.0.0.1:%d/live".formatted(port);
  }

  /** The same for whoever has to say a name and a password, as they stand in an address. */
  String url(String credentials) {
    return "rtsp://%s@127.0.0.1:%d/live".formatted(credentials, port);
  }

  /** Of each viewer so far: {@code tcp} or {@code udp}. */
  List<String> transports() {
    return transports;
  }

  /** See the script for what it obeys. */
  void tell(String command) throws IOException {
    process.getOutputStream().write((command + "\n").getBytes(UTF_8));
    process.getOutputStream().flush();
  }

  /** It does not answer, whatever the system does for it, until it may {@link #goOn}. */
  void hang() throws Exception {
    signal("STOP");
  }

  void goOn() throws Exception {
    signal("CONT");
  }

  private void signal(String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
  }

  /** As a camera goes whose plug is pulled, save that the system says so to its viewers. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
