package dev.framelens.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framelens.catalogue.Catalogue;
import dev.framelens.catalogue.testing.TestDetectors;
import dev.framelens.catalogue.testing.TestModels;
import dev.framelens.cli.Framelens;
import dev.framelens.model.weights.FrozenGraphs;
import dev.framelens.testing.Pictures;
import dev.framelens.testing.TestData;
import dev.framelens.testing.X86;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands as a user runs them: a process, its exit code and its two streams. */
@Tag("weights")
@Timeout(120)
final class ModelsCommandTest {
  private static final String NAME = TestModels.MOBILENET;

  @TempDir private Path home;
  @TempDir private Path work;

  private record Run(int exit, String out, String err) {}

  @BeforeEach
  void start() throws IOException {
    Files.createDirectory(work.resolve("mine"));
    Files.writeString(work.resolve("mine/model.json"), "{}");
  }

  /** Without any package client, so that only the network is left to ask. */
  private Run framelens(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1"));
    // The product's: the tests' Kafka brings one that logs to the standard output.
    command.add("-Dlog4j2.configurationFile=log4j2.xml");
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(Framelens.class.getName());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(work.toFile());
    builder.environment().put("FRAMELENS_HOME", home.toString());
    builder.environment().put("PATH", work.toString());
    Path out = work.resolve("out");
    Path err = work.resolve("err");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try {
      int exit = process.waitFor();
      return new Run(
          exit,
          Files.readString(out, StandardCharsets.UTF_8),
          Files.readString(err, StandardCharsets.UTF_8));
    } finally {
      process.destroyForcibly();
    }
  }

  private static JsonNode json(String line) throws IOException {
    return new JsonMapper().readTree(line);
  }

  @Test
  void importBringsTheRealModelAndShowCountsIt() throws Exception {
    String real = TestModels.mobilenet().directory().toString();

    Run imported = framelens("models", "import", real, "--name", NAME, "--format", "json");
    assertThat(imported.exit()).as(imported.err()).isZero();
    assertThat(json(imported.out()).get("digest").asText())
        .isEqualTo(TestModels.mobilenet().digest());

    Run shown = framelens("models", "show", NAME, "--rho", "0.571", "--format", "json");
    assertThat(shown.exit()).as(shown.err()).isZero();
    JsonNode sheet = json(shown.out());
    assertThat(sheet.get("stored").asBoolean()).isTrue();
    assertThat(sheet.get("upstream").asText()).contains("Google");
    assertThat(sheet.at("/cost/side").asInt()).isEqualTo(128);
    assertThat(sheet.at("/cost/multiplyAdds").asLong()).isEqualTo(185_376_768 + 1_024_000);
    assertThat(sheet.at("/cost/published/top1Percent").asDouble()).isEqualTo(64.4);
    assertThat(sheet.at("/cost/layers")).hasSize(28);

    Run listed = framelens("models", "list", "--format", "json");
    assertThat(json(listed.out().lines().toList().get(0)).get("state").asText())
        .isEqualTo("stored");

    Files.writeString(home.resolve("models").resolve(NAME).resolve("group1-shard1of1"), "cut");
    Run damaged = framelens("models", "show", NAME);
    assertThat(damaged.exit()).isEqualTo(1);
    assertThat(damaged.err()).contains("is damaged: group1-shard1of1 has 3 bytes (expected: 3456)");
  }

  @Test
  void showWorksBeforeAnythingIsStored() throws Exception {
    Run shown = framelens("models", "show", NAME, "--alpha", "0.5");

    assertThat(shown.exit()).as(shown.err()).isZero();
    assertThat(shown.out())
        .contains("not stored; `framelens models pull " + NAME + "` fetches it")
        .contains("top-1 63.7 %, 149 M multiply-adds, 1.3 M parameters (arXiv 1704.04861)");
  }

  @Test
  void anUnknownNameIsNamed() throws Exception {
    Run pulled = framelens("models", "pull", "nothing");

    assertThat(pulled.exit()).isEqualTo(1);
    assertThat(pulled.err())
        .isEqualToIgnoringNewLines(
            "framelens: The catalogue has no model 'nothing' (it has: "
                + String.join(", ", Catalogue.models().names())
                + ")");
  }

  @Test
  void anImportOfOtherBytesIsRefusedUnderTheCataloguesName() throws Exception {
    Run refused = framelens("models", "import", "mine", "--name", NAME);
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).startsWith("framelens: mine is not the catalogue's model '" + NAME);

    Run empty = framelens("models", "import", "mine", "--name", "my-own");
    assertThat(empty.exit()).isEqualTo(1);
    assertThat(empty.err().lines())
        .singleElement()
        .asString()
        .startsWith("framelens: ")
        .contains("mine", "no layers");
    assertThat(home.resolve("models/my-own")).doesNotExist();
  }

  @Test
  void aQuantisedFileKeepsItsProvenance() throws Exception {
    String file = TestData.require("weights/mobilenet_v1_0.25_128_quant.tflite").toString();

    Run imported = framelens("models", "import", file, "--name", "mobilenet_v1_0.25_128_quant");
    assertThat(imported.exit()).as(imported.err()).isZero();

    Run shown = framelens("models", "show", "mobilenet_v1_0.25_128_quant", "--format", "json");
    assertThat(shown.exit()).as(shown.err()).isZero();
    assertThat(json(shown.out()).get("task").asText()).isEqualTo("classify");
    assertThat(json(shown.out()).get("origin").asText())
        .isEqualTo("TensorFlow Lite, dequantised from uint8 to float32");
    assertThat(json(shown.out()).at("/cost/side").asInt()).isEqualTo(128);
  }

  @Test
  void whatAutoMeasuredOnThisMachineIsKeptAndShown() throws Exception {
    String real = TestModels.mobilenet().directory().toString();
    framelens("models", "import", real, "--name", NAME);
    Path picture = Files.write(work.resolve("a.png"), Pictures.png(Pictures.gradient(64, 64)));

    Run seen = framelens("classify", picture.toString());

    assertThat(seen.exit()).as(seen.err()).isZero();
    Path speeds;
    try (Stream<Path> kept = Files.list(home.resolve("models/.speeds"))) {
      speeds = kept.findFirst().orElseThrow();
    }
    String first = Files.readString(speeds);
    assertThat(framelens("classify", picture.toString()).exit()).isZero();
    assertThat(speeds).hasContent(first);
    JsonNode precisions =
        json(framelens("models", "show", NAME, "--format", "json").out()).path("precisions");
    assertThat(precisions.findValuesAsText("precision")).contains("fp32", "int8");
    assertThat(precisions.at("/0/cpuMillis").asDouble()).isPositive();
    assertThat(precisions.findValue("measured").path("pictures").asInt()).isEqualTo(300);
  }

  @Test
  void whatAPrecisionCostsAModelIsMeasuredOnPicturesOfOnesOwn() throws Exception {
    X86.require();
    String name = "mobilenet_v1_0.25_128_quant";
    framelens(
        "models",
        "import",
        TestData.require("weights/" + name + ".tflite").toString(),
        "--name",
        name);
    Path images = Files.createDirectory(work.resolve("own-pictures"));
    Files.write(images.resolve("a.png"), Pictures.png(Pictures.gradient(64, 64)));
    Path truth = Files.writeString(work.resolve("truth.csv"), "file,index\na.png,3\n");
    String[] evaluate = {
      "evaluate",
      "--model",
      name,
      "--images",
      images.toString(),
      "--truth",
      truth.toString(),
      "--record",
      "--precision",
      "int8"
    };

    Run measured = framelens(evaluate);

    assertThat(measured.exit()).as(measured.err()).isZero();
    assertThat(measured.err()).contains(name + ": 0.0000 in fp32, 0.0000 in int8");
    JsonNode precisions =
        json(framelens("models", "show", name, "--format", "json").out()).path("precisions");
    assertThat(precisions.findValuesAsText("set")).contains("own-pictures");
    Run elsewhere =
        framelens(
            Stream.concat(Arrays.stream(evaluate), Stream.of("--rho", "3/7"))
                .toArray(String[]::new));
    assertThat(elsewhere.exit()).isEqualTo(2);
    assertThat(elsewhere.err())
        .contains(
            "--record of int8 at another side (expected: the one that the model was trained at)");
  }

  @Test
  void aDetectorOnTheMobileNetBodyIsCountedLayerByLayer() throws Exception {
    String files = TestDetectors.ssdCoco().directory().toString();
    Run imported = framelens("models", "import", files, "--name", TestDetectors.SSD_COCO);
    assertThat(imported.exit()).as(imported.err()).isZero();

    Run shown = framelens("models", "show", TestDetectors.SSD_COCO, "--format", "json");

    JsonNode cost = json(shown.out()).path("cost");
    assertThat(cost.path("network").asText()).isEqualTo("SSD on MobileNetV1");
    assertThat(cost.path("alpha").asDouble()).isEqualTo(0.75);
    assertThat(cost.path("side").asInt()).isEqualTo(300);
    assertThat(cost.path("layers")).hasSize(27 + 8 + 12);
    // 3×3×3 weights for each of 24 channels of 150×150.
    assertThat(cost.at("/layers/0/multiplyAdds").asLong()).isEqualTo(150L * 150 * 24 * 27);
    // 6 anchors of 91 classes see 96 channels of the last map's only cell.
    assertThat(cost.at("/layers/46/multiplyAdds").asLong()).isEqualTo(6L * 91 * 96);
  }

  @Test
  void ofAnImportedGraphNoTableIsKnown() throws Exception {
    String files = TestDetectors.ssdliteCoco().directory().toString();
    Run imported = framelens("models", "import", files, "--name", TestDetectors.SSDLITE_COCO);
    assertThat(imported.exit()).as(imported.err()).isZero();

    Run shown = framelens("models", "show", TestDetectors.SSDLITE_COCO);

    assertThat(shown.exit()).as(shown.err()).isZero();
    assertThat(shown.out()).contains("no table is known of a graph that somebody else built");
    assertThat(framelens("models", "show", TestDetectors.SSDLITE_COCO, "--alpha", "1").exit())
        .isEqualTo(2);
  }

  @Test
  void aFrozenGraphOfTheUsersOwnDetects() throws Exception {
    Path tfjs = TestDetectors.ssdliteCoco().directory();
    String picture = TestData.require("coco/000000000139.jpg").toString();
    String frozen = FrozenGraphs.write(tfjs, work.resolve("frozen.pb")).toString();
    framelens("models", "import", tfjs.toString(), "--name", TestDetectors.SSDLITE_COCO);

    Run imported = framelens("models", "import", frozen, "--name", "my-own");
    assertThat(imported.exit()).as(imported.err()).isZero();

    Run found = framelens("detect", "--detector", "my-own", "--format", "json", picture);
    assertThat(found.exit()).as(found.err()).isZero();
    Run expected =
        framelens("detect", "--detector", TestDetectors.SSDLITE_COCO, "--format", "json", picture);
    assertThat(json(found.out()).path("detections"))
        .hasSizeGreaterThan(2)
        .isEqualTo(json(expected.out()).path("detections"));
    assertThat(framelens("models", "show", "my-own").out()).contains("frozen TensorFlow graph");
  }

  @Test
  void aFrozenGraphThatIsCutShortLeavesNothingInTheStore() throws Exception {
    Path frozen =
        FrozenGraphs.write(TestDetectors.ssdliteCoco().directory(), work.resolve("frozen.pb"));
    Files.write(frozen, Arrays.copyOf(Files.readAllBytes(frozen), 1_000_000));

    Run imported = framelens("models", "import", frozen.toString(), "--name", "my-own");

    assertThat(imported.exit()).isEqualTo(1);
    assertThat(imported.err().lines())
        .singleElement()
        .asString()
        .startsWith("framelens: " + frozen + " is no GraphDef")
        .endsWith("(expected: a frozen graph)");
    assertThat(home.resolve("models/my-own")).doesNotExist();
  }

  @Test
  void wrongUseHasExitCodeTwo() throws Exception {
    assertThat(framelens("models").exit()).isEqualTo(2);
    Run shown = framelens("models", "show", NAME, "--rho", "0.8");
    assertThat(shown.exit()).isEqualTo(2);
    assertThat(shown.err()).contains("gives side 179.2 (expected: a multiple of 32");
  }
}
