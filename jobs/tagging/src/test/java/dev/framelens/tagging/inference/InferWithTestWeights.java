package dev.framelens.tagging.inference;

import dev.framelens.contract.ModelKind;
import dev.framelens.model.mobilenet.Architecture;
import dev.framelens.model.mobilenet.Classifier;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.mobilenet.TestWeights;
import dev.framelens.model.weights.ClassLabel;
import dev.framelens.tagging.admission.ModelChoice;
import dev.framelens.tagging.resizing.ResizedFrame;
import dev.framelens.tagging.settings.InferenceSettings;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** The operator with a real network at α = 0.25, whose weights are made up and need no store. */
public final class InferWithTestWeights extends AbstractStreamOperatorFactory<LabelledFrame>
    implements OneInputStreamOperatorFactory<ResizedFrame, LabelledFrame> {
  private static final long serialVersionUID = 1L;
  private static final double ALPHA = 0.25;
  private static final int CLASSES = 1000;

  private final InferenceSettings settings;
  private final int side;

  public InferWithTestWeights(InferenceSettings settings, int side) {
    this.settings = settings;
    this.side = side;
  }

  /** What admission must give to the frames. */
  public List<ModelChoice> models() {
    return List.of(ModelChoice.classifier("made-up", "sha256:0", ALPHA, side, "fp32"));
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // The signature is Flink's.
  public <T extends StreamOperator<LabelledFrame>> T createStreamOperator(
      StreamOperatorParameters<LabelledFrame> parameters) {
    return (T)
        new InferFrames(
            parameters,
            settings,
            List.of(models()),
            System::nanoTime,
            parameters.getMailboxExecutor(),
            operator -> new MadeUp());
  }

  @Override
  @SuppressWarnings("rawtypes") // The signature is Flink's.
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return InferFrames.class;
  }

  /** One network, opened with the operator and closed with it. */
  private static final class MadeUp implements BatchModels {
    private final Classifier classifier =
        Classifier.open(TestWeights.of(new Architecture(ALPHA, CLASSES)), Precision.FP32);
    private final List<ClassLabel> classes =
        Collections.nCopies(CLASSES, new ClassLabel("n0", "made up"));

    @Override
    public BatchModel model(ModelChoice choice) {
      return new ClassifyingModel(choice, classifier, classes);
    }

    @Override
    public List<Runnable> warming(ModelChoice choice) {
      return List.of();
    }

    @Override
    public ModelChoice open(ModelKind kind, String name) {
      throw new UnsupportedOperationException(name);
    }

    @Override
    public void requireClasses(ModelChoice detector, List<String> classes) {}

    @Override
    public void retain(Set<ModelChoice> choices) {}

    @Override
    public void close() {
      classifier.close();
    }
  }
}
