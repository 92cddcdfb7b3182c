package dev.framelens.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.kafka.Topics;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** In processes of their own, as a user's terminal has them. */
@Tag("broker")
@Timeout(180)
final class BrokerCommandTest {
  @TempDir private Path directory;
  private String said = "";

  @AfterEach
  void stopWhatRuns() throws Exception {
    framelens("broker", "stop");
  }

  @Test
  void theBrokerOutlivesItsCommandUntilItIsStopped() throws Exception {
    int port;
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = probe.getLocalPort();
    }
    String address = "127.0.0.1:" + port;

    assertThat(framelens("broker", "start", "--port", "" + port, "--partitions", "2")).isZero();
    assertThat(said).contains("Kafka answers at " + address);
    Topics.require(
        KafkaConnection.to(address), List.of("frames", "labels", "rejected-frames", "latency"));
    assertThat(directory.resolve("broker/broker.log")).exists();

    assertThat(framelens("broker", "start", "--port", "0")).isEqualTo(1);
    assertThat(said).contains("A local broker runs already at " + address);

    assertThat(framelens("broker", "stop")).isZero();
    assertThat(said).contains("Kafka at " + address + " has stopped");
    assertThat(Files.readString(directory.resolve("broker/broker.log"))).doesNotContain("ERROR");

    assertThat(framelens("broker", "stop")).isEqualTo(1);
    assertThat(said).contains("No local broker runs");
  }

  @Test
  void aPortInUseIsOneSentence() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = "" + taken.getLocalPort();
      assertThat(framelens("broker", "start", "--port", port)).isEqualTo(1);
      assertThat(said.lines())
          .singleElement()
          .asString()
          .startsWith("framelens: Port " + port + " on 127.0.0.1 is in use");
    }
  }

  @Test
  void wrongUseIsTold() throws Exception {
    assertThat(framelens("broker")).isEqualTo(2);
    assertThat(framelens("broker", "start", "--port", "99999")).isEqualTo(2);
    assertThat(framelens("broker", "start", "--partitions", "0")).isEqualTo(2);
  }

  private int framelens(String... arguments) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Framelens.class.getName());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("FRAMELENS_HOME", directory.toString());
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      said = new String(process.getInputStream().readAllBytes(), UTF_8);
      return process.waitFor();
    } finally {
      process.destroyForcibly();
    }
  }
}
