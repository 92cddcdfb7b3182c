package dev.framelens.jobs;

import dev.framelens.jobs.admission.AdmittedFrame;
import dev.framelens.jobs.admission.FrameModels;
import dev.framelens.jobs.admission.ModelChoice;
import dev.framelens.jobs.frames.ArrivedFrame;
import dev.framelens.jobs.frames.DroppedFrame;
import dev.framelens.jobs.frames.Frame;
import dev.framelens.jobs.frames.FrameId;
import dev.framelens.jobs.frames.Ledger;
import dev.framelens.jobs.frames.RejectedFrame;
import dev.framelens.jobs.frames.Turn;
import dev.framelens.jobs.inference.LabelledFrame;
import dev.framelens.jobs.latency.LatencyWindow;
import dev.framelens.jobs.resizing.ResizedFrame;
import dev.framelens.jobs.spreading.Answer;
import dev.framelens.jobs.spreading.SpreadFrame;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeTypesTest {
  @ParameterizedTest
  @ValueSource(
      classes = {
        ArrivedFrame.class,
        FrameId.class,
        AdmittedFrame.class,
        Frame.class,
        ModelChoice.class,
        ResizedFrame.class,
        LabelledFrame.class,
        LabelledFrame.Label.class,
        LabelledFrame.Found.class,
        FrameModels.class,
        Ledger.class,
        RejectedFrame.class,
        DroppedFrame.class,
        Turn.class,
        SpreadFrame.class,
        Answer.class,
        LatencyWindow.class,
        LatencyWindow.Part.class
      })
  void everyTypeThatCrossesAnEdgeAvoidsKryo(Class<?> type) {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
  }
}
