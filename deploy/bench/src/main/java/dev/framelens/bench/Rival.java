package dev.framelens.bench;

import dev.framelens.model.graph.NativeRuntime;
import dev.framelens.model.store.ModelStore;
import dev.framelens.model.weights.ClassLabel;
import dev.framelens.model.weights.ClassifierFile;
import dev.framelens.model.weights.ModelReader;
import dev.framelens.tagging.admission.AdmittedFrame;
import dev.framelens.tagging.admission.FrameModels;
import dev.framelens.tagging.admission.ModelChoice;
import dev.framelens.tagging.inference.LabelledFrame;
import dev.framelens.tagging.inference.LabelledFrame.Label;
import dev.framelens.tagging.inference.Ledger;
import dev.framelens.tagging.resizing.ResizedFrame;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Another way to classify a frame, in the place of the job's own two stages: everything else stays
 * the job's.
 */
abstract class Rival extends ProcessFunction<ResizedFrame, LabelledFrame> {
  private static final long serialVersionUID = 1L;

  private final ModelChoice choice;
  private transient List<ClassLabel> labels;

  Rival(ModelChoice choice) {
    this.choice = choice;
  }

  /** Hands the frame on as it is: a rival decodes for itself. */
  static final class Unresized extends ProcessFunction<AdmittedFrame, ResizedFrame> {
    private static final long serialVersionUID = 1L;
    private static final byte[][] NONE = {};

    @Override
    public void processElement(AdmittedFrame frame, Context context, Collector<ResizedFrame> out) {
      out.collect(new ResizedFrame(frame, NONE, 0));
    }
  }

  @Override
  public void open(OpenContext context) throws Exception {
    super.open(context);
    NativeRuntime.load(); // An operator of its own, and the same TensorFlow.
    labels = file().labels();
  }

  /** The model as the job's own stages would read it. */
  final ClassifierFile file() {
    return ModelReader.readClassifier(ModelStore.standard().require(choice.name()).directory());
  }

  final int side() {
    return choice.side();
  }

  @Override
  public final void processElement(
      ResizedFrame frame, Context context, Collector<LabelledFrame> out) {
    float[] probabilities = probabilities(frame.admitted().encoded());
    int best = 0;
    for (int index = 1; index < probabilities.length; index++) {
      if (probabilities[index] > probabilities[best]) {
        best = index;
      }
    }
    ClassLabel label = labels.get(best);
    out.collect(
        new LabelledFrame(
            frame.admitted().frame(),
            FrameModels.classifier(choice),
            List.of(new Label(best, label.id(), label.name(), probabilities[best])),
            List.of(),
            1,
            new Ledger(0, 0, 0, 0, 0, 0)));
  }

  abstract float[] probabilities(byte[] encoded);
}
