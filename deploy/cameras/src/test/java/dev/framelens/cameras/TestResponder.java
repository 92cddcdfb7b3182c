package dev.framelens.cameras;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What answers requests of HTTP's and RTSP's form with text, or not at all; it never closes a
 * connection before its viewer does.
 */
final class TestResponder implements AutoCloseable {
  /** How an RTSP server describes a video of H.264. */
  static final String DESCRIPTION =
      """
      v=0
      o=- 1 1 IN IP4 127.0.0.1
      s=camera
      c=IN IP4 127.0.0.1
      t=0 0
      m=video 0 RTP/AVP 96
      a=rtpmap:96 H264/90000
      a=control:track
      """
          .replace("\n", "\r\n");

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<Socket> viewers = ConcurrentHashMap.newKeySet();
  private final Function<String, String> answers;

  /**
   * Starts.
   *
   * @param answers gives for a method all that stands between an answer's status and its end, with
   *     the status; empty: nothing, for ever
   */
  TestResponder(Function<String, String> answers) throws IOException {
    this.answers = answers;
    start(this::accept);
  }

  /** Answers as an RTSP camera does, that has nothing to show. */
  static String rtsp(String method) {
    return switch (method) {
      case "DESCRIBE" ->
          "200 OK\r\nContent-Type: application/sdp\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(DESCRIPTION.length(), DESCRIPTION);
      case "SETUP" ->
          "200 OK\r\nSession: 1\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n\r\n";
      case "PLAY" -> "200 OK\r\nSession: 1\r\n\r\n";
      default -> "200 OK\r\n\r\n";
    };
  }

  int port() {
    return server.getLocalPort();
  }

  private static void start(Runnable work) {
    var thread = new Thread(work, "responder");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket viewer = server.accept();
        viewers.add(viewer);
        start(() -> serve(viewer));
      }
    } catch (IOException closed) {
      // It is over.
    }
  }

  private void serve(Socket viewer) {
    try (viewer;
        var requests =
            new BufferedReader(new InputStreamReader(viewer.getInputStream(), ISO_8859_1))) {
      String sequence = "0";
      String request = null;
      for (String line = requests.readLine(); line != null; line = requests.readLine()) {
        if (line.startsWith("CSeq: ")) {
          sequence = line;
        } else if (request == null) {
          request = line;
        } else if (line.isEmpty()) {
          answer(viewer, request, sequence);
          request = null;
        }
      }
    } catch (IOException gone) {
      // The viewer has seen enough.
    } finally {
      viewers.remove(viewer);
    }
  }

  private void answer(Socket viewer, String request, String sequence) throws IOException {
    String answer = answers.apply(request.substring(0, request.indexOf(' ')));
    if (!answer.isEmpty()) {
      String protocol = request.endsWith("RTSP/1.0") ? "RTSP/1.0 " : "HTTP/1.1 ";
      String text = protocol + answer.replaceFirst("\r\n", "\r\n" + sequence + "\r\n");
      viewer.getOutputStream().write(text.getBytes(ISO_8859_1));
      viewer.getOutputStream().flush();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket viewer : viewers) {
      viewer.close();
    }
  }
}
