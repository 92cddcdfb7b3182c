package dev.framelens.tagging.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.contract.Task;
import dev.framelens.contract.TopicNames;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.kafka.KafkaSettings;
import dev.framelens.tagging.settings.AdmissionLimits;
import dev.framelens.tagging.settings.Delivery;
import dev.framelens.tagging.settings.DetectionSettings;
import dev.framelens.tagging.settings.FramePosition;
import dev.framelens.tagging.settings.FrameRange;
import dev.framelens.tagging.settings.JobSettings;
import dev.framelens.tagging.settings.LiveSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.ParameterException;

class JobOptionsTest {
  @Test
  void everyOptionHasADefaultThatSuitsLiveCameras() {
    JobSettings settings = JobOptions.parse();

    assertThat(settings).isEqualTo(JobSettings.standard());
    assertThat(settings.pipeline()).isEqualTo("default");
    assertThat(settings.kafka())
        .isEqualTo(new KafkaConnection("localhost:9092", KafkaSettings.none()));
    assertThat(settings.topics()).isEqualTo(TopicNames.standard());
    assertThat(settings.range())
        .isEqualTo(new FrameRange(FramePosition.COMMITTED, Optional.empty()));
    assertThat(settings.admission()).isEqualTo(AdmissionLimits.standard());
    assertThat(settings.models().classifier()).isEqualTo("mobilenet_v1_1.0_224");
    assertThat(settings.models().sidePixels()).isEmpty();
    assertThat(settings.inference().top()).isEqualTo(5);
    assertThat(settings.inference().batchSize()).isEqualTo(4);
    assertThat(settings.inference().linger()).isZero();
    assertThat(settings.latency().window()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.latency().maxCameras()).isEqualTo(256);
    assertThat(settings.delivery().checkpointInterval()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.delivery().delivery()).isEqualTo(Delivery.AT_LEAST_ONCE);
    assertThat(settings.subtasks().parallelism()).isEmpty();
    assertThat(settings.store()).isEmpty();
    assertThat(settings.subtasks().spreadWait()).isEmpty();
  }

  @Test
  void everyOptionCanBeSaid() {
    JobSettings settings =
        JobOptions.parse(
            "--pipeline=night",
            "--bootstrap-servers=a:1,b:2",
            "--topic-frames=f",
            "--topic-labels=l",
            "--topic-rejected=r",
            "--topic-dropped=d",
            "--topic-latency=t",
            "--topic-config=c",
            "--topic-rejected-config=x",
            "--model=mobilenet_v1_0.5_160",
            "--store=/models",
            "--side=128",
            "--top=1",
            "--max-age=500ms",
            "--max-clock-skew=1h",
            "--max-fps=12.5",
            "--max-missing-rows=0.5",
            "--from=2026-11-24T12:00:00Z",
            "--until=latest",
            "--batch-size=1",
            "--linger=2ms",
            "--latency-window=PT1S",
            "--max-cameras=3",
            "--checkpoint-interval=1m",
            "--delivery=exactly-once",
            "--parallelism=2");

    assertThat(settings.topics()).isEqualTo(new TopicNames("f", "l", "r", "d", "t", "c", "x"));
    assertThat(settings.kafka()).isEqualTo(new KafkaConnection("a:1,b:2", KafkaSettings.none()));
    assertThat(settings.pipeline()).isEqualTo("night");
    assertThat(settings.range())
        .isEqualTo(
            new FrameRange(
                FramePosition.at(Instant.parse("2026-11-24T12:00:00Z")),
                Optional.of(FramePosition.LATEST)));
    assertThat(settings.admission())
        .isEqualTo(new AdmissionLimits(Duration.ofMillis(500), Duration.ofHours(1), 12.5, 0.5));
    assertThat(settings.models().classifier()).isEqualTo("mobilenet_v1_0.5_160");
    assertThat(settings.store()).hasValue(Path.of("/models"));
    assertThat(settings.models().sidePixels()).hasValue(128);
    assertThat(settings.inference().top()).isEqualTo(1);
    assertThat(settings.inference().batchSize()).isEqualTo(1);
    assertThat(settings.inference().linger()).isEqualTo(Duration.ofMillis(2));
    assertThat(settings.latency().window()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.latency().maxCameras()).isEqualTo(3);
    assertThat(settings.delivery().checkpointInterval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.delivery().delivery()).isEqualTo(Delivery.EXACTLY_ONCE);
    assertThat(settings.subtasks().parallelism()).hasValue(2);
  }

  @Test
  void labelsAreLiveUnlessAllFramesAreKept() {
    assertThat(JobOptions.parse().live()).contains(LiveSettings.standard());
    assertThat(JobOptions.parse("--keep-all").live()).isEmpty();
    assertThat(JobOptions.parse("--until=latest").live()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--max-age=1s| --max-age needs --keep-all or --until (expected: --slo",
        "--linger=5ms| --linger needs --keep-all or --until (expected: --slo",
        "--spread --max-age=1s| --max-age needs --keep-all",
        "--keep-all --slo=1s| --slo is for live labels, and --keep-all keeps all frames",
        "--until=latest --slo=1s| --slo is for live labels, and --until keeps all frames",
        "--keep-all --min-rho=4/7| --min-rho is for live labels",
        "--task=detect --min-rho=4/7| --min-rho with the task detect",
        "--spread --min-rho=4/7| --min-rho with spread frames",
        "--slo=0s| --slo 0s is too short",
        "--slo=2h| --slo 120m is too long",
        "--max-fps=0| expected: a number above 0",
      })
  void whatHasNoMeaningForItsWayOfReadingIsRefused(String options, String message) {
    assertThatThrownBy(() -> JobOptions.parse(options.split(" ")))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining(message);
  }

  @Test
  void historyIsNotStaleUnlessSomebodySaysSo() {
    assertThat(JobOptions.parse("--until=latest").admission().maxAge()).isZero();
    assertThat(JobOptions.parse("--until=latest", "--max-age=1m").admission().maxAge())
        .isEqualTo(Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @CsvSource({
    "1,224",
    "6/7,192",
    "0.857,192",
    "5/7,160",
    "0.714,160",
    "4/7,128",
    "0.571,128",
    "8/7,256",
    "1/7,32"
  })
  void rhoIsAFractionOf224Pixels(String rho, int sidePixels) {
    assertThat(JobOptions.parse("--rho", rho).models().sidePixels()).hasValue(sidePixels);
  }

  @Test
  void topBoundsBoxesToo() {
    assertThat(JobOptions.parse().inference().top()).isEqualTo(5);
    assertThat(JobOptions.parse().inference().detections().top()).isEqualTo(100);
    JobSettings three = JobOptions.parse("--task", "both", "--top", "3", "--classes", "person,car");

    assertThat(three.inference().top()).isEqualTo(3);
    assertThat(three.inference().detections())
        .isEqualTo(new DetectionSettings(0.5f, 3, List.of("person", "car")));
    assertThat(three.models().task()).isEqualTo(Task.BOTH);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--pipeline| two words| 1 to 128 characters",
        "--bootstrap-servers| localhost| HOST:PORT",
        "--topic-frames| a/b| 249 characters",
        "--topic-labels| a/b| 249 characters",
        "--rho| 0.86| 6/7 or 0.857",
        "--rho| 1/0| 6/7 or 0.857",
        "--rho| 0| 6/7 or 0.857",
        "--side| 100| multiple of 32",
        "--side| 0| multiple of 32",
        "--side| 2048| multiple of 32",
        "--top| 0| from 1 to 1000",
        "--task| look| [CLASSIFY, DETECT, BOTH]",
        "--min-score| 1.5| a number from 0 to 1",
        "--min-score| NaN| a number from 0 to 1",
        "--max-age| 10| 500ms, 10s",
        "--max-age| -10s| 500ms, 10s",
        "--max-age| PT-10S| at least 0 ms",
        "--max-age| PT9999999999999H| 500ms, 10s",
        "--max-clock-skew| 0| at least 1 ms",
        "--from| yesterday| latest, earliest, committed",
        "--until| earliest| latest or a time",
        "--batch-size| 0| from 1 to 256",
        "--linger| 2| 500ms, 10s",
        "--linger| 61s| at most",
        "--latency-window| 1ms| at least 100 ms",
        "--max-cameras| many| whole number",
        "--max-cameras| 0| from 1 to 100000",
        "--checkpoint-interval| 0s| at least 100 ms",
        "--delivery| maybe-once| at-least-once, EXACTLY_ONCE, exactly-once]",
        "--parallelism| -1| from 1",
        "--spread --spread-wait| 0| at least 1 ms"
      })
  void aWrongValueIsAnsweredWithItsOptionTheValueAndWhatWasExpected(
      String options, String value, String expected) {
    String[] said = (options + "=" + value).split(" (?=-)");

    assertThatThrownBy(() -> JobOptions.parse(said))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining(said[said.length - 1].replaceAll("=.*", ""))
        .hasMessageContaining(value)
        .hasMessageContaining(expected);
  }

  @Test
  void noTwoTopicsAreTheSame() {
    assertThatThrownBy(() -> JobOptions.parse("--topic-frames=labels"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("labels")
        .hasMessageContaining("seven different ones");
  }

  @Test
  void spreadLabelsWaitLongerThanABatchMayTake() {
    assertThat(JobOptions.parse("--spread").subtasks().spreadWait())
        .hasValue(Duration.ofMillis(500));
    assertThat(JobOptions.parse("--spread", "--keep-all", "--linger=40ms").subtasks().spreadWait())
        .hasValue(Duration.ofMillis(540));
    assertThat(JobOptions.parse("--spread", "--spread-wait=2s").subtasks().spreadWait())
        .hasValue(Duration.ofSeconds(2));
  }

  @Test
  void aWaitWithoutSpreadIsWrong() {
    assertThatThrownBy(() -> JobOptions.parse("--spread-wait=2s"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("--spread");
  }

  @Test
  void rhoAndSideExcludeEachOther() {
    assertThatThrownBy(() -> JobOptions.parse("--rho=1", "--side=224"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("mutually exclusive");
  }
}
