package dev.framelens.bench.tradeoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framelens.bench.Meters;
import dev.framelens.catalogue.Catalogue;
import dev.framelens.catalogue.ModelCatalogue;
import dev.framelens.catalogue.testing.TestModels;
import dev.framelens.contract.FramelensException;
import dev.framelens.model.ModelException;
import dev.framelens.testing.Pictures;
import dev.framelens.testing.TestData;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Tag("weights")
@Timeout(180)
final class TradeoffCommandTest {
  private static final JsonMapper JSON = new JsonMapper();

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path work;
  private Path frames;

  @BeforeEach
  void makeFrames() throws IOException {
    frames = Files.createDirectory(work.resolve("frames"));
    Files.write(frames.resolve("a.jpg"), Pictures.jpeg(Pictures.gradient(320, 240)));
    Files.write(frames.resolve("b.jpg"), Pictures.jpeg(Pictures.gradient(320, 240)));
  }

  @Test
  void measuresAModelAndPrintsThePublishedOnesBesideIt() throws IOException {
    TestModels.mobilenet();
    Path images = TestData.require("images");
    Path truth =
        Files.write(
            work.resolve("truth.csv"),
            List.of("file,index", "n01440764_tench.JPEG,0", "n02391049_zebra.JPEG,1"));
    Path plot = work.resolve("plot.svg");

    int exit =
        tradeoff(
            "--model",
            TestModels.MOBILENET,
            "--side",
            "224",
            "--count",
            "8",
            "--warm-up",
            "4",
            "--repeats",
            "1",
            "--images",
            images.toString(),
            "--truth",
            truth.toString(),
            "--plot",
            plot.toString(),
            "--format",
            "json");

    assertThat(exit).as(err.toString()).isZero();
    List<JsonNode> rows = new ArrayList<>();
    for (String line : out.toString().lines().toList()) {
      rows.add(JSON.readTree(line));
    }
    assertThat(rows)
        .extracting(row -> row.path("published").asBoolean())
        .containsExactly(false, true, true, true, true);
    JsonNode measured = rows.get(0);
    assertThat(measured.path("model").asText()).isEqualTo(TestModels.MOBILENET);
    assertThat(measured.path("multiplyAdds").asLong()).isEqualTo(567_716_352 + 1_024_000);
    assertThat(measured.path("cpuMillisPerFrame").asDouble())
        .isEqualTo(
            measured.path("decodeResizeCpuMillisPerFrame").asDouble()
                + measured.path("inferenceCpuMillisPerFrame").asDouble())
        .isPositive();
    assertThat(measured.path("framesPerSecondPerCore").asDouble()).isPositive();
    assertThat(measured.path("top1").asDouble()).isEqualTo(0.5);
    assertThat(measured.path("images").asInt()).isEqualTo(2);
    assertThat(measured.path("accuracySource").asText()).isEqualTo(images.getFileName().toString());
    assertThat(measured.path("picture").asText()).isEqualTo("320x240");
    if (Meters.residentBytes().isPresent()) {
      // TensorFlow holds the weights, so it cannot be less.
      assertThat(measured.path("peakNativeBytes").asLong())
          .isGreaterThan(measured.path("weightBytes").asLong());
    }
    assertThat(Files.readString(plot)).contains("α 1.0, side 224: 50.0 %");
  }

  @Test
  void aChildsFailureIsOneSentence() throws IOException {
    TestModels.mobilenet();
    Files.writeString(frames.resolve("b.jpg"), "no picture");

    assertThat(tradeoff("--model", TestModels.MOBILENET, "--side", "128", "--count", "4"))
        .isEqualTo(1);
    assertThat(err.toString())
        .contains(TestModels.MOBILENET + " at side 128: picture starts with bytes 6e6f2070");
  }

  @Test
  void wrongUseIsSaidSo() {
    assertThat(tradeoff("--side", "100")).isEqualTo(2);
    assertThat(err.toString()).contains("--side 100 (expected: multiples of 32)");
    assertThat(tradeoff("--precision", "fp16")).isEqualTo(2);
    assertThat(tradeoff("--count", "0")).isEqualTo(2);
    assertThat(tradeoff("--images", "here")).isEqualTo(2);
    assertThat(err.toString()).contains("--truth");
    assertThat(tradeoff("--plot", work.resolve("none/plot.svg").toString())).isEqualTo(2);
  }

  @Test
  void aFolderWithoutPicturesIsSaidSo() throws IOException {
    Files.delete(frames.resolve("a.jpg"));
    Files.delete(frames.resolve("b.jpg"));

    assertThat(tradeoff()).isEqualTo(1);
    assertThat(err.toString()).contains("frames has no picture (expected: JPEG or PNG files)");
  }

  @Test
  void aModelOfTheCatalogueThatIsNotStoredIsLeftOutWithTheWayToGetIt() {
    var skipped = new ArrayList<String>();

    assertThatThrownBy(() -> StoredClassifier.of(ModelCatalogue.at(work), List.of(), skipped::add))
        .isInstanceOf(FramelensException.class)
        .hasMessageStartingWith("No classifier to measure in");
    assertThat(skipped)
        .contains(
            "mobilenet_v1_1.0_224 is left out: not in the store; `framelens models pull mobilenet_v1_1.0_224` fetches it")
        .noneMatch(sentence -> sentence.contains("ssd"))
        .hasSizeLessThan(Catalogue.models().names().size());
  }

  @Test
  void aModelThatNobodyKnowsIsSaidSo() {
    assertThatThrownBy(
            () -> StoredClassifier.of(ModelCatalogue.at(work), List.of("resnet"), sentence -> {}))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("No model 'resnet' in");
  }

  private int tradeoff(String... arguments) {
    var all = new ArrayList<>(List.of("--frames", frames.toString()));
    all.addAll(List.of(arguments));
    return new CommandLine(new TradeoffCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(
            (wrongUse, args) -> {
              wrongUse.getCommandLine().getErr().println(wrongUse.getMessage());
              return 2;
            })
        .setExecutionExceptionHandler(
            (failure, line, parsed) -> {
              line.getErr().println(failure.getMessage());
              return 1;
            })
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }
}
