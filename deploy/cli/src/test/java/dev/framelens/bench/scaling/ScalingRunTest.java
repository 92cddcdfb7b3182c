package dev.framelens.bench.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framelens.catalogue.testing.TestModels;
import dev.framelens.contract.commandline.OptionTypes;
import dev.framelens.runtime.broker.LocalBroker;
import dev.framelens.runtime.cluster.ClusterHome;
import dev.framelens.runtime.cluster.Installation;
import dev.framelens.testing.Pictures;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole command, seconds long, on clusters of other processes. */
class ScalingRunTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;

  @Test
  @Tag("packaged")
  void measuresOneAndTwoSlotsOnClustersOfItsOwnAndLeavesNothingBehind() throws Exception {
    TestModels.mobilenet();
    Set<Long> before = children();
    Path out = folder.resolve("out");
    List<JsonNode> rows =
        run("--slots", "1,2", "--out", out.toString(), "--open-loop", "--load", "50");

    assertThat(rows).hasSize(4).allSatisfy(ScalingRunTest::isWhole);
    assertThat(rows).extracting(row -> row.path("slots").asInt()).containsExactly(1, 1, 2, 2);
    assertThat(rows).extracting(row -> row.path("side").asInt()).containsOnly(224);
    assertThat(rows.get(1).path("p99Millis").asDouble()).isPositive();
    assertThat(out.resolve("scaling.jsonl")).exists();
    assertThat(out.resolve("scaling.md")).content().contains("320x240");
    assertThat(out.resolve("throughput.svg")).content().contains("Frames per second");
    assertThat(out.resolve("latency.svg")).content().contains("p99");
    assertThat(children()).isSubsetOf(before);
  }

  @Test
  @Tag("cluster")
  void measuresOnAClusterAndAKafkaOfTheUsersAndDeletesItsTopics() throws Exception {
    TestModels.mobilenet();
    try (var broker = LocalBroker.startTemporary(LocalBroker.FREE_PORT);
        var flink =
            Workers.start(
                ClusterHome.at(folder.resolve("cluster")), Installation.ofThisProgram(), 1, 2);
        var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      List<JsonNode> rows =
          run(
              "--slots",
              "1,2",
              "--jobmanager",
              flink.jobManager(),
              "--bootstrap-servers",
              broker.bootstrapServers());
      assertThat(rows).hasSize(2).allSatisfy(ScalingRunTest::isWhole);
      assertThat(admin.listTopics().names().get(30, TimeUnit.SECONDS))
          .noneMatch(topic -> topic.startsWith("framelens-bench"));
    }
  }

  private static void isWhole(JsonNode row) {
    assertThat(row.path("framesPerSecond").asDouble()).isPositive();
    assertThat(row.path("taskManagers").asInt()).isEqualTo(1);
    assertThat(row.path("kafkaReadBytesPerFrame").asDouble()).isPositive();
    assertThat(row.path("kafkaWrittenBytesPerFrame").asDouble()).isPositive();
    assertThat(row.path("incomplete").asBoolean()).isFalse();
  }

  private List<JsonNode> run(String... options) throws Exception {
    Path pictures = Files.createDirectories(folder.resolve("pictures"));
    Files.write(pictures.resolve("frame.jpg"), Pictures.jpeg(Pictures.gradient(320, 240)));
    var arguments =
        new ArrayList<>(
            List.of(
                "--frames=" + pictures,
                "--repeats=1",
                "--warm-up=16",
                "--count=160",
                "--seconds=1",
                "--format=json"));
    arguments.addAll(List.of(options));
    var out = new StringWriter();
    var err = new StringWriter();
    int exit =
        OptionTypes.install(new CommandLine(new ScalingCommand()))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments.toArray(String[]::new));
    assertThat(exit).as(err.toString()).isZero();
    var rows = new ArrayList<JsonNode>();
    for (String line : out.toString().lines().toList()) {
      rows.add(JSON.readTree(line));
    }
    return rows;
  }

  private static Set<Long> children() {
    return ProcessHandle.current()
        .descendants()
        .filter(ProcessHandle::isAlive)
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }
}
