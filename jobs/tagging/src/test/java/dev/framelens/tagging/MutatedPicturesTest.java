package dev.framelens.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.tagging.admission.Admission;
import dev.framelens.tagging.admission.AdmissionPolicies;
import dev.framelens.tagging.admission.AdmissionPolicy;
import dev.framelens.tagging.admission.AdmittedFrame;
import dev.framelens.tagging.admission.Outcome;
import dev.framelens.tagging.inference.InferFrames;
import dev.framelens.tagging.inference.InferWithTestWeights;
import dev.framelens.tagging.inference.LabelledFrame;
import dev.framelens.tagging.resizing.ResizeFrames;
import dev.framelens.tagging.resizing.ResizedFrame;
import dev.framelens.tagging.settings.AdmissionLimits;
import dev.framelens.tagging.settings.InferenceSettings;
import dev.framelens.tagging.source.Clocks;
import dev.framelens.testing.MutatedPictures;
import java.util.Collection;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pictures with random damage, through every stage that looks at them. */
@Tag("native")
class MutatedPicturesTest {
  private static final int FRAMES = Integer.getInteger("framelens.mutations", 2_000);
  private static final int WARM_UP = 200;
  private static final int SIDE = 32;
  private static final long SEED = 20261126;

  private final MutatedPictures pictures = new MutatedPictures(SEED);
  private final InferWithTestWeights infer =
      new InferWithTestWeights(InferenceSettings.standard(), SIDE);
  private final Admission admission =
      new Admission(
          AdmissionPolicies.one(new AdmissionPolicy(AdmissionLimits.history(), infer.models())));
  private OneInputStreamOperatorTestHarness<AdmittedFrame, ResizedFrame> resizing;
  private OneInputStreamOperatorTestHarness<ResizedFrame, LabelledFrame> inferring;

  @BeforeEach
  void open() throws Exception {
    resizing =
        ProcessFunctionTestHarnesses.forProcessFunction(
            new ResizeFrames(List.of(infer.models()), 0.25, Clocks.system()));
    resizing.open();
    inferring = new OneInputStreamOperatorTestHarness<>(infer);
    inferring.open();
  }

  @AfterEach
  void close() throws Exception {
    resizing.close();
    inferring.close();
  }

  @Test
  void whateverIsDoneToAPictureItHasOneOutcomeAndLeavesNoMemoryBehind() throws Exception {
    int rejectedByAdmission = 0;
    long before = 0;
    for (int number = 0; number < FRAMES + WARM_UP; number++) {
      if (number == WARM_UP) {
        before = Pointer.totalBytes();
      }
      byte[] picture = pictures.next();
      var outcome = admission.admit(TestFrames.arrival().value(picture).at(number));
      if (outcome instanceof Outcome.Admitted admitted) {
        int resized = resizing.extractOutputValues().size();
        resizing.processElement(new StreamRecord<>(admitted.frame()));
        var values = resizing.extractOutputValues();
        if (values.size() > resized) {
          inferring.processElement(new StreamRecord<>(values.get(resized)));
        }
      } else {
        assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
        rejectedByAdmission++;
      }
    }
    inferring.endInput();

    int labels = inferring.extractOutputValues().size();
    int unresizable = size(resizing.getSideOutput(ResizeFrames.REJECTED));
    int unclassifiable = size(inferring.getSideOutput(InferFrames.REJECTED));
    assertThat(rejectedByAdmission + unresizable + unclassifiable + labels)
        .isEqualTo(FRAMES + WARM_UP);
    assertThat(rejectedByAdmission).isPositive();
    assertThat(unresizable).isPositive();
    assertThat(labels).isPositive();
    assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(before + 1_000_000);
  }

  private static int size(@Nullable Collection<?> side) {
    return side == null ? 0 : side.size();
  }
}
