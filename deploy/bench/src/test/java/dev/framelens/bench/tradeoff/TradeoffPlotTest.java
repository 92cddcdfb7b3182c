package dev.framelens.bench.tradeoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.bench.Charts;
import dev.framelens.bench.Cost;
import dev.framelens.bench.Run;
import dev.framelens.bench.Variant;
import dev.framelens.bench.tradeoff.TradeoffRow.Accuracy;
import dev.framelens.model.mobilenet.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TradeoffPlotTest {
  private static final Run.Frames FRAMES = new Run.Frames(Path.of("frames"), 0, 8, 0, null);
  @TempDir private Path folder;

  @Test
  void showsTheAccuracyOfEachRowAndTellsUnlikeRowsApart() throws IOException {
    var rows =
        List.of(
            row(1, 224, 224, false, new Accuracy(0.875, 0.95, 40, "holiday")),
            row(1, 128, 224, false, new Accuracy(0.65, 0.8, 40, "holiday")),
            row(0.25, 128, 128, true, new Accuracy(0.55, 0.7, 40, "holiday")));

    String svg = draw(rows);

    assertThat(svg)
        .contains("Accuracy on the 40 pictures of holiday against cost", "a machine")
        .contains("α 1.0, side 224: 87.5 %", "α 1.0, side 128: 65.0 %", "α 0.25, side 128: 55.0 %")
        .contains(
            "fp32, float weights, their trained side",
            "fp32, float weights, not their trained side",
            "fp32, dequantised weights, their trained side");
  }

  @Test
  void showsMultiplyAddsWhereThereIsNoLabelledSet() throws IOException {
    assertThat(draw(List.of(row(1, 224, 224, false, null))))
        .contains("Multiply-adds against cost", "side 224: 569 M");
  }

  @Test
  void leavesPublishedRowsOut() throws IOException {
    var rows = new ArrayList<>(List.of(row(1, 224, 224, false, null)));
    PublishedNetwork.ALL.forEach(network -> rows.add(TradeoffRow.of(network)));

    assertThat(draw(rows)).doesNotContain("VGG16", "15470");
  }

  @Test
  void drawsAPngToo() throws IOException {
    Path file = folder.resolve("plot.png");
    var rows = List.of(row(1, 224, 224, false, null));
    Charts.write(() -> TradeoffPlot.chart(rows), List.of("a machine"), file);

    assertThat(Files.readAllBytes(file)).startsWith(0x89, 'P', 'N', 'G');
  }

  private String draw(List<TradeoffRow> rows) throws IOException {
    Path file = folder.resolve("plot.svg");
    Charts.write(() -> TradeoffPlot.chart(rows), List.of("a machine"), file);
    return Files.readString(file);
  }

  private static TradeoffRow row(
      double alpha, int side, int trainedSide, boolean dequantised, @Nullable Accuracy accuracy) {
    return TradeoffRow.of(
        new StoredClassifier("some", new Architecture(alpha, 1000), trainedSide, dequantised, 1),
        new Run(Variant.LIMIT, "some", false, side, "fp32", 4, FRAMES),
        "1280x720",
        List.of(new Cost(2, side / 20.0, 0, 0, 14, null)),
        accuracy == null ? Accuracy.UNKNOWN : accuracy);
  }
}
