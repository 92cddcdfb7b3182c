package dev.framelens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.contract.TopicNames;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.kafka.Topics;
import dev.framelens.runtime.broker.LocalBroker;
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CamerasCommandTest {
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();
  @TempDir private Path directory;
  private LocalBroker broker;

  @BeforeAll
  void start() {
    broker = LocalBroker.startTemporary(LocalBroker.FREE_PORT);
    Topics.ensure(KafkaConnection.to(broker.bootstrapServers()), TopicNames.standard(), 1);
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  @Test
  void aFolderShownOnceEndsWithItsSummary() throws Exception {
    Path folder = Files.createDirectory(directory.resolve("pictures"));
    for (int i = 0; i < 3; i++) {
      var picture = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
      ImageIO.write(picture, "jpg", folder.resolve(i + ".jpg").toFile());
    }
    assertThat(cameras("--source", folder.toString(), "--id", "gate", "--once")).isZero();
    assertThat(out.toString()).contains("gate: 3 frames sent, 0 dropped at the camera");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void whatIsNoVideoIsOneSentence() throws Exception {
    Path notes = Files.writeString(directory.resolve("notes.mp4"), "Buy milk.\n");
    assertThat(cameras("--source", notes.toString(), "--id", "gate")).isEqualTo(1);
    assertOneLine(notes + " shows no video: ");
  }

  @Test
  void aFileThatIsNotThereIsOneSentence() {
    assertThat(cameras("--source", "no-such-clip.mp4", "--id", "gate")).isEqualTo(1);
    assertOneLine("no-such-clip.mp4 is not there");
  }

  @Test
  void aMissingTopicIsOneSentence() throws Exception {
    assertThat(cameras("--source", picture(), "--id", "gate", "--topic-frames", "none"))
        .isEqualTo(1);
    assertOneLine("has no topic none");
  }

  @Test
  void aKafkaThatIsNotThereIsOneSentence() throws Exception {
    String nobody;
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = "127.0.0.1:" + probe.getLocalPort();
    }
    assertThat(cameras("--source", picture(), "--id", "gate", "--bootstrap-servers", nobody))
        .isEqualTo(1);
    assertOneLine("No Kafka answers at " + nobody);
  }

  @Test
  void aCameraThatNeverAnsweredIsAFailure() {
    assertThat(cameras("--source", "rtsp://127.0.0.1:1/x", "--id", "gate", "--seconds", "1"))
        .isEqualTo(1);
    assertThat(out.toString()).contains("gate: cannot reach rtsp://127.0.0.1:1/x");
    assertOneLine("Camera gate sent no frame");
  }

  @Test
  void wrongUseIsToldBeforeAnythingIsOpened() {
    assertThat(cameras()).isEqualTo(2);
    assertThat(err.toString()).contains("No cameras (expected: --source or --config)");
    assertThat(cameras("--source", "a", "--config", "b.yaml")).isEqualTo(2);
    assertThat(cameras("--source", "a", "--shard", "1/2")).isEqualTo(2);
    assertThat(cameras("--source", "a", "--health", "x:y")).isEqualTo(2);
    assertThat(cameras("--source", "a", "--source", "b")).isEqualTo(2);
    assertThat(cameras("--source", "a.mp4", "--id", "gate 3")).isEqualTo(2);
    assertThat(err.toString()).contains("Camera id \"gate 3\" (expected: 1 to 128 characters");
    assertThat(cameras("--source", "a", "--id", "a", "--source", "b")).isEqualTo(2);
    assertThat(cameras("--source", "a", "--id", "a", "--source", "b", "--id", "a")).isEqualTo(2);
    assertThat(cameras("--source", "a", "--id", "a", "--quality", "0")).isEqualTo(2);
    assertThat(cameras("--source", "a", "--id", "a", "--fps", "-1")).isEqualTo(2);
    assertThat(cameras("--source", "a", "--id", "a", "--width", "2")).isEqualTo(2);
    assertThat(cameras("--source", "a", "--id", "a", "--once", "--loop")).isEqualTo(2);
  }

  private String picture() throws Exception {
    Path file = directory.resolve("still.png");
    var picture = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(picture, "png", file.toFile());
    return file.toString();
  }

  private int cameras(String... arguments) {
    out = new StringWriter();
    err = new StringWriter();
    var command = Framelens.framelens();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    String[] all = new String[arguments.length + 3];
    all[0] = "cameras";
    all[1] = "--bootstrap-servers";
    all[2] = broker.bootstrapServers();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    command.setOverwrittenOptionsAllowed(true);
    return command.execute(all);
  }

  private void assertOneLine(String part) {
    assertThat(err.toString().lines()).singleElement().asString().contains(part);
  }
}
