package dev.framelens.tagging;

import static dev.framelens.tagging.TestFrames.NOON;
import static dev.framelens.tagging.TestFrames.arrival;
import static dev.framelens.tagging.TestFrames.pngHeader;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.contract.LedgerPart;
import dev.framelens.tagging.admission.DroppedFrame;
import dev.framelens.tagging.admission.RejectedFrame;
import dev.framelens.tagging.inference.LabelledFrame;
import dev.framelens.tagging.latency.LatencyWindow;
import dev.framelens.tagging.metrics.Metric;
import dev.framelens.tagging.settings.JobSettings;
import dev.framelens.tagging.settings.SubtaskSettings;
import dev.framelens.tagging.source.ArrivedFrame;
import dev.framelens.tagging.source.ConfigSource;
import dev.framelens.tagging.source.TestingClocks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("operator")
class TaggingJobTest {
  private static final InMemoryReporter METRICS = InMemoryReporter.createWithRetainedMetrics();

  @RegisterExtension
  static final MiniClusterExtension FLINK =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setConfiguration(METRICS.addToConfiguration(new Configuration()))
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(1)
              .build());

  @AfterAll
  static void closeReporter() {
    METRICS.close();
  }

  @Test
  void everyFrameHasItsOneOutcomeAndIsCounted() throws Exception {
    var sinks = new CollectingSinks();
    var job =
        run(
            sinks,
            arrival().camera("gate").at(0),
            arrival().camera("gate").value(pngHeader(1, 480)).at(1),
            arrival().camera("yard").value(pngHeader(640, 1)).at(2),
            arrival().camera("gate 3").at(3),
            arrival().camera("gate").appendedAt(0).at(4),
            arrival().camera("yard").at(5),
            arrival().camera("gate").at(6));

    assertThat(sinks.written("labels", LabelledFrame.class))
        .extracting(labelled -> labelled.frame().id().offset())
        .containsExactly(0L, 5L, 6L);
    assertThat(sinks.written("rejected by admit", RejectedFrame.class))
        .extracting(rejected -> rejected.id().offset())
        .containsExactly(3L);
    assertThat(sinks.written("rejected by resize", RejectedFrame.class))
        .extracting(rejected -> rejected.id().offset())
        .containsExactly(1L);
    assertThat(sinks.written("rejected by infer", RejectedFrame.class))
        .extracting(rejected -> rejected.id().offset())
        .containsExactly(2L);
    assertThat(sinks.written("dropped", DroppedFrame.class))
        .extracting(dropped -> dropped.id().offset())
        .containsExactly(4L);
    assertThat(sinks.written("latency", LatencyWindow.class))
        .filteredOn(window -> window.camera() == null)
        .extracting(LatencyWindow::frames)
        .contains(3L);

    var reported = new ArrayList<Metric>();
    Arrays.stream(LedgerPart.values()).map(Metric::of).forEach(reported::add);
    reported.addAll(
        List.of(
            Metric.ARRIVED_FRAMES,
            Metric.REJECTED_FRAMES,
            Metric.DROPPED_FRAMES,
            Metric.LABELLED_FRAMES,
            Metric.BATCH_SIZE,
            Metric.OPEN_CAMERAS));
    for (var metric : reported) {
      assertThat(METRICS.findMetrics(job, ".*\\." + metric.word())).as(metric.word()).isNotEmpty();
    }
    assertThat(METRICS.findMetrics(job, ".*admit.*stale.*droppedFrames").values())
        .extracting(counter -> ((Counter) counter).getCount())
        .containsExactly(1L);
  }

  @Test
  void spreadFramesHaveTheirOneOutcomeToo() throws Exception {
    var sinks = new CollectingSinks();
    var job =
        run(
            JobSettings.keepAll()
                .withSubtasks(SubtaskSettings.of(1).withSpread(Duration.ofMinutes(1))),
            sinks,
            arrival().camera("gate").at(0),
            arrival().camera("gate").value(pngHeader(1, 480)).at(1),
            arrival().camera("gate").value(pngHeader(640, 1)).at(2),
            arrival().camera("gate 3").at(3),
            arrival().camera("gate").appendedAt(0).at(4),
            arrival().camera("gate").at(5));

    assertThat(sinks.written("labels", LabelledFrame.class))
        .extracting(labelled -> labelled.frame().id().offset())
        .containsExactly(0L, 5L);
    for (var by : List.of("admit", "resize", "infer")) {
      assertThat(sinks.written("rejected by " + by, RejectedFrame.class)).as(by).hasSize(1);
    }
    assertThat(sinks.written("dropped", DroppedFrame.class)).hasSize(1);
    for (var metric : List.of(Metric.LATE_LABELS, Metric.WAITING_LABELS)) {
      assertThat(METRICS.findMetrics(job, ".*order.*\\." + metric.word()))
          .as(metric.word())
          .isNotEmpty();
    }
  }

  private static JobID run(Sinks sinks, ArrivedFrame... frames) throws Exception {
    return run(JobSettings.keepAll().withSubtasks(SubtaskSettings.of(1)), sinks, frames);
  }

  private static JobID run(JobSettings settings, Sinks sinks, ArrivedFrame... frames)
      throws Exception {
    var environment = StreamExecutionEnvironment.getExecutionEnvironment();
    TaggingJob.configure(environment, settings);
    var source =
        environment
            .fromData(List.copyOf(Arrays.asList(frames)), TypeInformation.of(ArrivedFrame.class))
            .uid("frames");
    TaggingJob.pipeline(
        source,
        ConfigSource.none(),
        StandInStages.create(),
        sinks,
        settings,
        new TestingClocks(NOON));
    return environment.execute("tagging").getJobID();
  }
}
