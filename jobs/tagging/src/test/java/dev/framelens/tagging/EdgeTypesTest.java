package dev.framelens.tagging;

import dev.framelens.contract.FrameId;
import dev.framelens.contract.picture.ImageHeader;
import dev.framelens.tagging.admission.AdmittedFrame;
import dev.framelens.tagging.admission.CameraSequence;
import dev.framelens.tagging.admission.DroppedFrame;
import dev.framelens.tagging.admission.FrameInfo;
import dev.framelens.tagging.admission.ModelChoice;
import dev.framelens.tagging.admission.RejectedConfig;
import dev.framelens.tagging.admission.RejectedFrame;
import dev.framelens.tagging.admission.Wanted;
import dev.framelens.tagging.inference.Findings;
import dev.framelens.tagging.inference.LabelledFrame;
import dev.framelens.tagging.inference.Ledger;
import dev.framelens.tagging.latency.LatencyWindow;
import dev.framelens.tagging.resizing.ResizedFrame;
import dev.framelens.tagging.source.ArrivedFrame;
import dev.framelens.tagging.spreading.Answer;
import dev.framelens.tagging.spreading.SpreadFrame;
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
        Wanted.class,
        RejectedConfig.class,
        FrameInfo.class,
        ImageHeader.class,
        ModelChoice.class,
        ResizedFrame.class,
        LabelledFrame.class,
        LabelledFrame.Label.class,
        LabelledFrame.DetectedObject.class,
        Findings.class,
        Ledger.class,
        RejectedFrame.class,
        DroppedFrame.class,
        CameraSequence.class,
        SpreadFrame.class,
        Answer.class,
        LatencyWindow.class,
        LatencyWindow.Part.class
      })
  void everyTypeThatCrossesAnEdgeAvoidsKryo(Class<?> type) {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
  }
}
