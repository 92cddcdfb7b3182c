package dev.framelens.bench.tradeoff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framelens.bench.Cost;
import dev.framelens.bench.Run;
import dev.framelens.bench.Variant;
import dev.framelens.model.mobilenet.Architecture;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TradeoffRowTest {
  private static final Run.Frames FRAMES = new Run.Frames(Path.of("frames"), 0, 8, 0, null);
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void takesMediansOfTheRepeatsAndTheMostOfMemory() {
    JsonNode row = json(row(measurement(1, 9L), measurement(3, 5L), measurement(2, 7L)));

    assertThat(row.path("decodeResizeCpuMillisPerFrame").asDouble()).isEqualTo(2);
    assertThat(row.path("inferenceCpuMillisPerFrame").asDouble()).isEqualTo(20);
    assertThat(row.path("cpuMillisPerFrame").asDouble()).isEqualTo(22);
    assertThat(row.path("framesPerSecondPerCore").asDouble()).isEqualTo(50);
    assertThat(row.path("peakNativeBytes").asLong()).isEqualTo(9);
  }

  @Test
  void whatIsNotKnownIsNull() {
    JsonNode row = json(row(measurement(1, null), measurement(1, null)));

    for (String field : List.of("peakNativeBytes", "top1", "top5", "images")) {
      assertThat(row.get(field)).as(field).isNotNull();
      assertThat(row.path(field).isNull()).as(field).isTrue();
    }
  }

  @Test
  void sidesAndWeightsThatAreNotComparableAreMarked() {
    JsonNode row = json(row(measurement(1, null)));

    assertThat(row.path("side").asInt()).isEqualTo(128);
    assertThat(row.path("trainedSide").asInt()).isEqualTo(160);
    assertThat(row.path("atTrainedSide").asBoolean(true)).isFalse();
    assertThat(row.path("dequantised").asBoolean()).isTrue();
    assertThat(row.path("published").asBoolean(true)).isFalse();
  }

  @Test
  void aPublishedRowHasItsSourceAndNoMeasuredCost() {
    JsonNode row = json(TradeoffRow.of(PublishedNetwork.ALL.get(0)));

    assertThat(row.path("model").asText()).isEqualTo("MobileNet");
    assertThat(row.path("published").asBoolean()).isTrue();
    assertThat(row.path("top1").asDouble()).isEqualTo(0.706);
    assertThat(row.path("accuracySource").asText()).isEqualTo("arXiv 1704.04861, tables 4 and 8");
    assertThat(row.path("multiplyAdds").asLong()).isEqualTo(568_740_352);
    assertThat(row.path("cpuMillisPerFrame").isNull()).isTrue();
    assertThat(row.path("weightBytes").isNull()).isTrue();
  }

  private static TradeoffRow row(Cost... repeats) {
    return TradeoffRow.of(
        new StoredClassifier("some", new Architecture(0.5, 1001), 160, true, 1),
        new Run(Variant.LIMIT, "some", false, 128, "fp32", 4, FRAMES),
        "1280x720",
        List.of(repeats),
        TradeoffRow.Accuracy.UNKNOWN);
  }

  private static Cost measurement(double decode, @Nullable Long nativeBytes) {
    return new Cost(decode, 10 * decode, 0, 0, 10 * decode, nativeBytes);
  }

  private static JsonNode json(TradeoffRow row) {
    return JSON.valueToTree(row);
  }
}
