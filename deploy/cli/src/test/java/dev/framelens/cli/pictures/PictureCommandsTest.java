package dev.framelens.cli.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framelens.catalogue.testing.TestModels;
import dev.framelens.contract.commandline.OptionTypes;
import dev.framelens.testing.Pictures;
import dev.framelens.testing.TestData;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Tag("weights")
class PictureCommandsTest {
  private static final JsonMapper JSON = new JsonMapper();

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void pullTheModel() {
    TestModels.mobilenet();
  }

  @Test
  void classifiesAPhotograph() throws IOException {
    Path tench = TestData.require("images/n01440764_tench.JPEG");

    assertThat(classify("--format", "json", "--top", "2", tench.toString())).isZero();

    JsonNode line = JSON.readTree(out.toString());
    assertThat(line.path("file").asText()).isEqualTo(tench.toString());
    assertThat(line.path("model").asText()).isEqualTo(TestModels.MOBILENET);
    assertThat(line.path("labels")).hasSize(2);
    assertThat(line.path("labels").path(0).path("id").asText()).isEqualTo("n01440764");
    assertThat(line.path("labels").path(0).path("score").asDouble()).isGreaterThan(0.9);
  }

  @Test
  void computesInThePrecisionThatIsAskedFor() throws IOException {
    Path tench = TestData.require("images/n01440764_tench.JPEG");
    assertThat(classify("--format", "json", "--precision", "fp32", tench.toString())).isZero();
    assertThat(classify("--format", "json", "--precision", "bf16", tench.toString())).isZero();

    List<String> lines = out.toString().lines().toList();
    JsonNode exact = JSON.readTree(lines.get(0)).at("/labels/0");
    JsonNode short16 = JSON.readTree(lines.get(1)).at("/labels/0");
    assertThat(short16.path("id")).isEqualTo(exact.path("id"));
    assertThat(short16.path("score")).isNotEqualTo(exact.path("score"));
  }

  @Test
  void aBadFileIsNamedAndDoesNotKeepTheOthersBack(@TempDir Path folder) throws IOException {
    Path good = Files.write(folder.resolve("good.png"), Pictures.png(Pictures.gradient(64, 64)));
    Path bad = Files.writeString(folder.resolve("bad.jpg"), "no picture");

    int exit =
        classify(
            "--format",
            "json",
            bad.toString(),
            folder.resolve("gone.jpg").toString(),
            good.toString());

    assertThat(exit).isEqualTo(1);
    assertThat(out.toString().lines()).hasSize(1).allMatch(line -> line.contains("good.png"));
    assertThat(err.toString())
        .contains("bad.jpg: picture starts with bytes 6e6f2070")
        .contains("gone.jpg cannot be read");
  }

  @Test
  void evaluatesThePicturesThatAFileNames(@TempDir Path folder) throws IOException {
    Path images = TestData.require("images");
    Path truth =
        Files.write(
            folder.resolve("truth.csv"),
            List.of(
                "file,index",
                "n01440764_tench.JPEG,0",
                "n01530575_brambling.JPEG,10",
                "n02391049_zebra.JPEG,1"));

    int exit =
        evaluate("--images", images.toString(), "--truth", truth.toString(), "--format", "json");

    assertThat(exit).isZero();
    assertThat(JSON.readTree(out.toString()))
        .isEqualTo(
            JSON.readTree(
                "{\"images\":3,\"top1\":0.6666666666666666,\"top5\":0.6666666666666666}"));
  }

  @Test
  void aTruthThatIsNoneIsSaidSo(@TempDir Path folder) throws IOException {
    Path truth = Files.write(folder.resolve("truth.csv"), List.of("file,index", "a.jpg,many"));

    assertThat(evaluate("--images", folder.toString(), "--truth", truth.toString())).isEqualTo(1);
    assertThat(err.toString())
        .contains("truth.csv, record 1: class 'many' (expected: a number from 0)");

    Files.write(truth, List.of("name,class", "a.jpg,1"));
    assertThat(evaluate("--images", folder.toString(), "--truth", truth.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("has the columns [name, class] (expected: file and index)");
  }

  @Test
  void aModelThatNobodyKnowsIsSaidSo(@TempDir Path folder) throws IOException {
    Path good = Files.write(folder.resolve("good.png"), Pictures.png(Pictures.gradient(64, 64)));

    assertThat(classify("--model", "resnet", good.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("resnet");
  }

  private int classify(String... arguments) {
    return execute(new ClassifyCommand(), arguments);
  }

  private int evaluate(String... arguments) {
    return execute(new EvaluateCommand(), arguments);
  }

  private int execute(Object command, String... arguments) {
    return OptionTypes.install(new CommandLine(command))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (failure, line, parsed) -> {
              line.getErr().println(failure.getMessage());
              return 1;
            })
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
