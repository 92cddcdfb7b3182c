package dev.framelens.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framelens.catalogue.testing.TestModels;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class StagesCommandTest {
  @TempDir Path folder;

  @Test
  @Tag("cluster")
  void theJobTheLimitAndTheRivalsAreMeasuredEachInItsOwnJvm() throws Exception {
    TestModels.mobilenet();
    writePicture();
    var line = new CommandLine(new StagesCommand());
    var out = new StringWriter();
    var err = new StringWriter();
    line.setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setCaseInsensitiveEnumValuesAllowed(true);

    int exit =
        line.execute(
            "--frames=" + folder,
            "--side=128",
            "--precision=fp32",
            "--repeats=1",
            "--count=40",
            "--warm-up=200",
            "--format=json",
            "--record=" + folder.resolve("results"));

    assertThat(exit).as(err.toString()).isZero();
    JsonNode row = new JsonMapper().readTree(out.toString());
    assertThat(row.path("picture").asText()).isEqualTo("320x240");
    assertThat(row.path("side").asInt()).isEqualTo(128);
    for (String figure : new String[] {"decodeResize", "inference", "job"}) {
      assertThat(row.path("cpuMillisPerFrame").path(figure).asDouble()).as(figure).isPositive();
    }
    assertThat(row.path("limit").path("inference").asDouble()).isPositive();
    assertThat(row.path("competent").asDouble()).isPositive();
    assertThat(row.path("naive").asDouble()).isPositive();
    assertThat(folder.resolve("results")).isDirectoryContaining("glob:**.json");
  }

  @Test
  void wrongUseIsRefusedBeforeAnythingStarts() {
    assertThat(error("--frames=" + folder, "--side=100"))
        .contains("--side 100 (expected: multiples of 32)");
    assertThat(error("--frames=" + folder, "--precision=fp16"))
        .contains("--precision fp16 (expected: auto or fp32 or bf16 or int8)");
    assertThat(error("--frames=" + folder, "--count=3"))
        .contains("--count 3 (expected: at least 30)");
  }

  private static String error(String... arguments) {
    var err = new StringWriter();
    int exit =
        new CommandLine(new StagesCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setErr(new PrintWriter(err))
            .execute(arguments);
    assertThat(exit).isEqualTo(2);
    return err.toString();
  }

  private void writePicture() throws Exception {
    var picture = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
    var graphics = picture.createGraphics();
    graphics.setColor(Color.ORANGE);
    graphics.fillOval(80, 40, 160, 160);
    graphics.dispose();
    ImageIO.write(picture, "jpeg", folder.resolve("frame.jpg").toFile());
  }
}
