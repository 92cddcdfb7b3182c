package dev.framelens.tagging.options;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.tagging.settings.FramePosition;
import dev.framelens.tagging.settings.JobSettings;
import dev.framelens.testing.RecordParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What can be set is said by some option, and every option sets something. */
class EveryJobOptionTest {
  private static final Set<Class<?>> WHOLE = Set.of(FramePosition.class);

  /** Options with what they change, and to what. */
  private static final Map<String, Map<String, String>> CHANGES =
      Map.ofEntries(
          entry("--pipeline=night", Map.of("pipeline", "night")),
          entry("--bootstrap-servers=a:1,b:2", Map.of("kafka.bootstrapServers", "a:1,b:2")),
          entry("--kafka-config=FILE", Map.of("kafka.settings", "KafkaSettings[retries]")),
          entry("--topic-frames=f", Map.of("topics.frames", "f")),
          entry("--topic-labels=l", Map.of("topics.labels", "l")),
          entry("--topic-rejected=r", Map.of("topics.rejected", "r")),
          entry("--topic-dropped=d", Map.of("topics.dropped", "d")),
          entry("--topic-latency=t", Map.of("topics.latency", "t")),
          entry("--topic-config=c", Map.of("topics.config", "c")),
          entry("--topic-rejected-config=x", Map.of("topics.rejectedConfig", "x")),
          entry("--from=earliest", Map.of("range.from", "earliest")),
          entry(
              "--until=latest",
              Map.of(
                  "range.until", "Optional[latest]",
                  "admission.maxAge", "PT0S",
                  "live", "Optional.empty")),
          entry("--task=both", Map.of("models.task", "both")),
          entry("--model=m", Map.of("models.classifier", "m")),
          entry("--detector=d", Map.of("models.detector", "d")),
          entry("--side=128", Map.of("models.sidePixels", "OptionalInt[128]")),
          entry("--rho=1", Map.of("models.sidePixels", "OptionalInt[224]")),
          entry("--precision=bf16", Map.of("models.precision", "bf16")),
          entry("--batch-size=2", Map.of("inference.batchSize", "2")),
          entry(
              "--keep-all --linger=5ms",
              Map.of("live", "Optional.empty", "inference.linger", "PT0.005S")),
          entry("--top=3", Map.of("inference.top", "3", "inference.detections.top", "3")),
          entry("--min-score=0.25", Map.of("inference.detections.minScore", "0.25")),
          entry("--classes=cup,cat", Map.of("inference.detections.classes", "[cup, cat]")),
          entry("--store=/models", Map.of("inference.storeHome", "/models")),
          entry("--slo=250ms", Map.of("live", live("PT0.25S", "OptionalInt.empty"))),
          entry("--min-rho=4/7", Map.of("live", live("PT1S", "OptionalInt[128]"))),
          entry("--keep-all", Map.of("live", "Optional.empty")),
          entry(
              "--keep-all --max-age=1s",
              Map.of("live", "Optional.empty", "admission.maxAge", "PT1S")),
          entry("--max-fps=5", Map.of("admission.maxFps", "5.0")),
          entry("--max-missing-rows=0.5", Map.of("admission.maxMissingRows", "0.5")),
          entry("--max-clock-skew=1s", Map.of("admission.maxClockSkew", "PT1S")),
          entry("--latency-window=1s", Map.of("latency.window", "PT1S")),
          entry("--max-cameras=3", Map.of("latency.maxCameras", "3")),
          entry("--checkpoint-interval=1s", Map.of("delivery.checkpointInterval", "PT1S")),
          entry("--delivery=exactly-once", Map.of("delivery.delivery", "exactly-once")),
          entry("--parallelism=2", Map.of("subtasks.parallelism", "OptionalInt[2]")),
          entry("--spread", Map.of("subtasks.spreadWait", "Optional[PT0.5S]")),
          entry("--spread --spread-wait=1s", Map.of("subtasks.spreadWait", "Optional[PT1S]")));

  @Test
  void theDefaultsAreThese() {
    var defaults = new HashMap<String, String>();
    defaults.putAll(
        Map.of(
            "pipeline", "default",
            "kafka.bootstrapServers", "localhost:9092",
            "kafka.settings", "KafkaSettings[]",
            "topics.frames", "frames",
            "topics.labels", "labels",
            "topics.rejected", "rejected-frames",
            "topics.dropped", "dropped-frames",
            "topics.latency", "latency",
            "range.from", "committed",
            "range.until", "Optional.empty"));
    defaults.putAll(
        Map.of(
            "models.task", "classify",
            "models.classifier", "mobilenet_v1_1.0_224",
            "models.detector", "ssd_mobilenet_v1_coco",
            "models.sidePixels", "OptionalInt.empty",
            "models.precision", "auto"));
    defaults.putAll(
        Map.of(
            "inference.batchSize", "4",
            "inference.linger", "PT0S",
            "inference.top", "5",
            "inference.detections.minScore", "0.5",
            "inference.detections.top", "100",
            "inference.detections.classes", "[]",
            "inference.storeHome", "null"));
    defaults.putAll(
        Map.of(
            "admission.maxAge", "PT10S",
            "admission.maxClockSkew", "PT5M",
            "admission.maxFps", "Infinity",
            "admission.maxMissingRows", "0.25",
            "latency.window", "PT10S",
            "latency.maxCameras", "256",
            "delivery.checkpointInterval", "PT10S",
            "delivery.delivery", "at-least-once",
            "subtasks.parallelism", "OptionalInt.empty",
            "subtasks.spreadWait", "Optional.empty"));

    defaults.put("topics.config", "camera-config");
    defaults.put("topics.rejectedConfig", "rejected-config");
    defaults.put("live", live("PT1S", "OptionalInt.empty"));

    assertThat(RecordParts.of(JobSettings.standard(), WHOLE)).isEqualTo(defaults);
  }

  @Test
  void everyOptionSetsWhatItIsForAndNothingElse(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("kafka.properties"), "retries=3");
    CHANGES.forEach(
        (options, changed) -> {
          JobSettings settings = JobOptions.parse(options.replace("FILE", "" + file).split(" "));

          assertThat(RecordParts.changed(JobSettings.standard(), settings, WHOLE))
              .as(options)
              .isEqualTo(changed);
        });
  }

  @Test
  void whateverCanBeSetIsSetByAnOption() {
    var set = CHANGES.values().stream().flatMap(one -> one.keySet().stream());

    assertThat(set.collect(Collectors.toSet()))
        .isEqualTo(RecordParts.of(JobSettings.standard(), WHOLE).keySet());
  }

  @Test
  void noOptionIsForgotten() {
    var said = new TreeSet<String>();
    CHANGES
        .keySet()
        .forEach(
            options ->
                List.of(options.split(" ")).forEach(one -> said.add(one.replaceAll("=.*", ""))));
    var known =
        new CommandLine(new JobOptions())
            .getCommandSpec().options().stream().map(OptionSpec::longestName).toList();

    assertThat(said).containsExactlyInAnyOrderElementsOf(known);
  }

  private static String live(String slo, String minSide) {
    return "Optional[LiveSettings[slo=%s, minSidePixels=%s]]".formatted(slo, minSide);
  }
}
