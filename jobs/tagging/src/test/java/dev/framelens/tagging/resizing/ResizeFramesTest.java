package dev.framelens.tagging.resizing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.contract.RejectionReason;
import dev.framelens.tagging.TestFrames;
import dev.framelens.tagging.admission.AdmittedFrame;
import dev.framelens.tagging.admission.ModelChoice;
import dev.framelens.tagging.source.Clocks;
import dev.framelens.testing.Pictures;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("native")
class ResizeFramesTest {
  private static final List<ModelChoice> BOTH = List.of(TestFrames.SMALL, TestFrames.BOXES);

  private OneInputStreamOperatorTestHarness<AdmittedFrame, ResizedFrame> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        ProcessFunctionTestHarnesses.forProcessFunction(
            new ResizeFrames(List.of(BOTH), 0.25, Clocks.system()));
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aFrameArrivesAtTheSideOfItsModel() throws Exception {
    arrive(1, Pictures.jpeg(Pictures.constant(64, 48, 0xFFFFFF)));

    ResizedFrame resized = harness.extractOutputValues().get(0);
    assertThat(resized.rgb()[0]).hasSize(TestFrames.SIDE * TestFrames.SIDE * 3).containsOnly(0xFF);
    assertThat(resized.resizedAtNanos()).isPositive();
  }

  @Test
  void aFrameForBothModelsArrivesAtBothSides() throws Exception {
    harness.processElement(
        new StreamRecord<>(
            TestFrames.admitted("a", 1, BOTH, Pictures.png(Pictures.constant(64, 48, 0xFFFFFF)))));

    ResizedFrame resized = harness.extractOutputValues().get(0);
    assertThat(resized.rgb()[0]).hasSize(TestFrames.SIDE * TestFrames.SIDE * 3);
    assertThat(resized.rgb()[1])
        .hasSize(TestFrames.BOXES.side() * TestFrames.BOXES.side() * 3)
        .containsOnly(0xFF);
  }

  @Test
  void whatCannotBeDecodedIsRejectedWithItsBytesAndTheNextFrameIsFine() throws Exception {
    byte[] whole = Pictures.jpeg(Pictures.gradient(320, 240));
    byte[] truncated = Arrays.copyOf(whole, whole.length / 2);
    arrive(1, truncated);
    arrive(2, whole);

    assertThat(harness.getSideOutput(ResizeFrames.REJECTED))
        .extracting(StreamRecord::getValue)
        .singleElement()
        .satisfies(
            frame -> {
              assertThat(frame.id().offset()).isEqualTo(1);
              assertThat(frame.reason()).isEqualTo(RejectionReason.UNDECODABLE);
              assertThat(frame.value()).isEqualTo(truncated);
              assertThat(frame.detail())
                  .contains("of the picture's rows are missing (expected: at most 0.25)");
            });
    assertThat(harness.extractOutputValues()).hasSize(1);
  }

  @Test
  void aFrameThatLacksAFewRowsGoesOnAndSaysSo() throws Exception {
    byte[] whole = Pictures.jpeg(Pictures.gradient(320, 240));
    arrive(1, Arrays.copyOf(whole, whole.length - whole.length / 10));
    arrive(2, Arrays.copyOf(whole, whole.length - 2));

    assertThat(harness.extractOutputValues())
        .extracting(resized -> resized.admitted().frame().truncatedRows())
        .satisfiesExactly(
            first -> assertThat(first).isBetween(0.02, 0.25),
            second -> assertThat(second).isZero());
  }

  private void arrive(int number, byte[] encoded) throws Exception {
    harness.processElement(
        new StreamRecord<>(TestFrames.admitted("a", number, List.of(TestFrames.SMALL), encoded)));
  }
}
