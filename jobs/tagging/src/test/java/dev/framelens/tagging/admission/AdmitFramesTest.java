package dev.framelens.tagging.admission;

import static dev.framelens.tagging.TestFrames.MODELS;
import static dev.framelens.tagging.TestFrames.arrival;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.tagging.settings.AdmissionLimits;
import dev.framelens.tagging.settings.ModelSettings;
import dev.framelens.tagging.source.ArrivedFrame;
import dev.framelens.tagging.source.ConfigSource;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

// The harness may be interrupted as it closes; JUnit fails the test then, as it should.
@Tag("operator")
@SuppressWarnings("try")
class AdmitFramesTest {
  @Test
  void everyFrameLeavesByExactlyOneDoor() throws Exception {
    var operator =
        InstantiationUtil.clone(
            new AdmitFramesFactory(
                PipelinePolicy.of(
                    new AdmissionPolicy(AdmissionLimits.standard(), MODELS),
                    ModelSettings.standard()),
                ConfigSource.none()));
    try (var harness =
        new OneInputStreamOperatorTestHarness<ArrivedFrame, AdmittedFrame>(operator)) {
      harness.open();
      harness.processElement(arrival().at(1), 0);
      harness.processElement(arrival().key(null).at(2), 0);
      harness.processElement(arrival().appendedAt(0).at(3), 0);

      assertThat(harness.extractOutputValues())
          .extracting(admitted -> admitted.frame().id().offset())
          .containsExactly(1L);
      assertThat(harness.getSideOutput(AdmitFrames.REJECTED))
          .extracting(StreamRecord::getValue)
          .extracting(rejected -> rejected.id().offset())
          .containsExactly(2L);
      assertThat(harness.getSideOutput(AdmitFrames.DROPPED))
          .extracting(StreamRecord::getValue)
          .extracting(dropped -> dropped.id().offset())
          .containsExactly(3L);
    }
  }
}
