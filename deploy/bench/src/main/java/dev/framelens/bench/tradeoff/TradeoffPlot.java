package dev.framelens.bench.tradeoff;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.framelens.bench.Charts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jfree.chart.JFreeChart;

/**
 * The measured rows as points: accuracy over CPU time, or where there is no labelled set
 * multiply-adds. Only rows of one kind share a mark and a line of the legend; published rows have
 * no measured cost and are not in it.
 */
final class TradeoffPlot {
  private TradeoffPlot() {}

  static JFreeChart chart(List<TradeoffRow> rows) {
    var kinds =
        rows.stream()
            .filter(row -> !row.published())
            .collect(groupingBy(TradeoffPlot::kind, LinkedHashMap::new, toList()));
    var all = new ArrayList<Charts.Series>();
    for (var kind : kinds.entrySet()) {
      List<Charts.Point> points = kind.getValue().stream().map(TradeoffPlot::point).toList();
      all.add(new Charts.Series(kind.getKey(), false, true, points));
    }
    var accuracy = rows.get(0).accuracy();
    boolean labelled = accuracy.top1() != null;
    return Charts.points(
        labelled
            ? "Accuracy on the %d pictures of %s against cost"
                .formatted(accuracy.images(), accuracy.source())
            : "Multiply-adds against cost",
        "CPU ms a frame: decode, resize and model on one thread",
        labelled ? "top-1, %" : "million multiply-adds",
        all);
  }

  /** What makes rows comparable. */
  private static String kind(TradeoffRow row) {
    return "%s, %s weights, %s side"
        .formatted(
            row.precision(),
            row.dequantised() ? "dequantised" : "float",
            row.atTrainedSide() ? "their trained" : "not their trained");
  }

  private static Charts.Point point(TradeoffRow row) {
    Double top1 = row.accuracy().top1();
    double height = top1 == null ? row.multiplyAdds() / 1e6 : 100 * top1;
    String label =
        String.format(
            Locale.ROOT,
            top1 == null ? "α %s, side %d: %.0f M" : "α %s, side %d: %.1f %%",
            row.alpha(),
            row.side(),
            height);
    double millis = Objects.requireNonNull(row.spent().cpuMillisPerFrame(), "cpuMillisPerFrame");
    return new Charts.Point(millis, height, height, height, label);
  }
}
