package dev.framelens.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagePlotTest {
  private static final Machine MACHINE =
      new Machine("Some processor", 2, List.of("avx2"), "Linux", "17", "2.18", "on", "2.3", "4.2");
  private static final StageRow ROW =
      new StageRow(
          "mobilenet",
          224,
          4,
          "1280x720",
          "bf16",
          3,
          new JobCost(2.0, 6.0, 1.3, 9.3, 0.1),
          new StageRow.LimitCost(2.1, 6.1),
          15.7,
          null,
          new StageRow.Ratios(1, 1, 1.1, 1.7, null));

  @TempDir Path folder;

  @Test
  void theBarsBearTheirFiguresAndTheTitleTheMachine() throws Exception {
    Path file = folder.resolve("stages.svg");

    draw(file);

    assertThat(Files.readString(file))
        .contains(">9.3<", ">8.2<", ">15.7<")
        .contains("Some processor, 2 cores")
        .contains("competent operator");
  }

  @Test
  void anEndingOfPngMakesAPicture() throws Exception {
    Path file = folder.resolve("stages.png");

    draw(file);

    assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(1100);
  }

  private static void draw(Path file) {
    Charts.write(() -> StagePlot.chart(List.of(ROW)), List.of(MACHINE.sentence()), file);
  }
}
