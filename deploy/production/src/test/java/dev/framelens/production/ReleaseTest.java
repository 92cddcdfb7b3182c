package dev.framelens.production;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framelens.catalogue.testing.TestModels;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.kafka.Topics;
import dev.framelens.model.store.FramelensHome;
import dev.framelens.runtime.broker.LocalBroker;
import dev.framelens.runtime.broker.Ports;
import dev.framelens.testing.Pictures;
import dev.framelens.testing.TestData;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The archives as their users have them. */
@Tag("production")
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReleaseTest {
  private Path directory;
  private Release framelens;
  private Release bridge;
  private Map<String, String> home;

  @BeforeAll
  void unpack(@TempDir Path shared) throws Exception {
    directory = shared;
    framelens =
        Release.unpack(Release.framelens(), Files.createDirectory(directory.resolve("framelens")));
    bridge = Release.unpack(Release.cameras(), Files.createDirectory(directory.resolve("bridge")));
    home = Map.of("FRAMELENS_HOME", Files.createDirectory(directory.resolve("home")).toString());
  }

  @AfterAll
  void stopWhatATestLeft() throws Exception {
    framelens.start(home, "cluster", "stop").waitFor();
  }

  @Test
  void eachHasItsChecksumBeside() throws Exception {
    for (Path archive : List.of(Release.framelens(), Release.cameras())) {
      assertThat(Files.readString(Path.of(archive + ".sha256")))
          .isEqualTo("%s *%s%n".formatted(sha256(archive), archive.getFileName()));
    }
  }

  @Test
  void theVersionSaysWhichCommit() throws Exception {
    for (Release release : List.of(framelens, bridge)) {
      assertThat(release.run(home, 0, "--version"))
          .matches("framelens \\S+ \\(commit [0-9a-f]{12}(-modified)?\\)\\Rfor Flink .*\\R");
    }
  }

  @Test
  void everyJarIsInTheBillOfMaterials() throws Exception {
    assertBill(framelens, "framelens-cli-");
    assertBill(bridge, "framelens-cameras-");
  }

  /** The jar of the archive's own module is what the bill is of, and not a part. */
  private static void assertBill(Release release, String own) throws Exception {
    JsonNode bill = DeployFiles.JSON.readTree(release.folder().resolve("bom.json").toFile());
    var known = new TreeSet<String>();
    for (JsonNode hashes : bill.path("components").findValues("hashes")) {
      hashes.forEach(hash -> known.add(hash.path("content").asText()));
    }
    for (Path jar : release.jars()) {
      if (!String.valueOf(jar.getFileName()).startsWith(own)) {
        assertThat(known).as(jar.toString()).contains(sha256(jar));
      }
    }
  }

  @Test
  void theSchemasAndManifestsAreInIt() throws Exception {
    for (String module : List.of("jobs/contract", "deploy/cameras")) {
      Path schemas =
          TestData.root().resolve(module).resolve("src/main/resources/dev/framelens/schemas");
      try (var files = Files.list(schemas)) {
        for (Path schema : files.toList()) {
          assertThat(framelens.folder().resolve("schemas").resolve(schema.getFileName()))
              .hasSameBinaryContentAs(schema);
        }
      }
    }
    for (String file :
        List.of(
            "README.md",
            "docker/Dockerfile",
            "kubernetes/base/tagging.yaml",
            "monitoring/alerts.yml")) {
      assertThat(framelens.folder().resolve("deploy").resolve(file)).exists();
    }
    assertThat(bridge.folder().resolve("Dockerfile.cameras")).exists();
  }

  @Test
  void theBridgeHasNeitherFlinkNorTensorFlowAndNoOtherCommand() throws Exception {
    assertThat(bridge.jars())
        .isNotEmpty()
        .noneMatch(jar -> jar.getFileName().toString().matches("(flink|tensorflow|ndarray).*"));
    assertThat(bridge.run(home, 2, "submit")).contains("Unmatched argument").contains("submit");
  }

  @Test
  void classifies() throws Exception {
    TestModels.mobilenet();
    Path tench = TestData.require("images/n01440764_tench.JPEG");
    assertThat(framelens.run(store(), 0, "classify", tench.toString())).contains("tench");
  }

  @Test
  void aCameraOfTheBridgeIsTaggedByRunAndBySubmit() throws Exception {
    TestModels.mobilenet();
    linkModels();
    Path picture = directory.resolve("gate.jpg");
    Files.write(picture, Pictures.jpeg(Pictures.gradient(640, 360)));
    try (var broker = LocalBroker.startTemporary(LocalBroker.FREE_PORT)) {
      String kafka = broker.bootstrapServers();
      Topics.ensureStandard(KafkaConnection.to(kafka), 1);
      int health = Ports.free();
      Process cameras =
          bridge.start(
              home,
              "cameras",
              "--config",
              cameras(picture).toString(),
              "--shard",
              "1/1",
              "--health",
              Integer.toString(health),
              "--bootstrap-servers",
              kafka);
      Process run = framelens.start(home, "run", "--bootstrap-servers", kafka, "--pipeline", "run");
      try (var labels = new Labels(kafka)) {
        labels.await("run", 5);
        assertTellsWhatIsAskedFor(health);
        stop(run);
        framelens.run(home, 0, "cluster", "start", "--slots", "1");
        framelens.run(home, 0, "submit", "--bootstrap-servers", kafka, "--pipeline", "submitted");
        labels.await("submitted", 5);
        framelens.run(home, 0, "cluster", "stop");
      } finally {
        stop(run);
        stop(cameras);
      }
    }
  }

  private Path cameras(Path picture) throws Exception {
    return Files.writeString(
        directory.resolve("cameras.yaml"),
        "cameras:\n  gate: {source: '%s', fps: 5}\n".formatted(picture));
  }

  private static void assertTellsWhatIsAskedFor(int health) throws Exception {
    var page = URI.create("http://127.0.0.1:%d/metrics".formatted(health));
    String metrics =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
            .body();
    var told = new TreeSet<String>();
    metrics
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(l -> told.add(l.split("[{ ]", 2)[0]));
    assertThat(told).doesNotContainAnyElementsOf(ComingSoon.METRICS);
    assertThat(NamedMetrics.ofTheBridge())
        .filteredOn(name -> !ComingSoon.METRICS.contains(name))
        .allMatch(told::contains);
    assertThat(metrics).contains("framelens_cameras{state=\"online\"} 1");
  }

  private Map<String, String> store() {
    return Map.of("FRAMELENS_HOME", FramelensHome.directory().toString());
  }

  /** The user's models, in a home that else is empty. */
  private void linkModels() throws Exception {
    Files.createSymbolicLink(
        Path.of(home.get("FRAMELENS_HOME"), "models"),
        FramelensHome.directory().resolve("models").toAbsolutePath());
  }

  private static void stop(Process process) throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  private static String sha256(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }
}
