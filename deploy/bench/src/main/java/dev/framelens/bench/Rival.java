package dev.framelens.bench;

import dev.framelens.model.graph.NativeRuntime;
import dev.framelens.model.mobilenet.MobileNetV1;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.store.ModelStore;
import dev.framelens.model.weights.ClassLabel;
import dev.framelens.model.weights.ModelReader;
import dev.framelens.tagging.admission.AdmittedFrame;
import dev.framelens.tagging.admission.ModelChoice;
import dev.framelens.tagging.inference.Findings;
import dev.framelens.tagging.inference.LabelledFrame;
import dev.framelens.tagging.inference.LabelledFrame.Label;
import dev.framelens.tagging.inference.Ledger;
import dev.framelens.tagging.resizing.ResizedFrame;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.api.operators.SimpleUdfStreamOperatorFactory;
import org.apache.flink.util.Collector;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/**
 * Another way to classify a frame, in the place of the job's own two stages: everything else stays
 * the job's.
 */
abstract class Rival extends ProcessFunction<ResizedFrame, LabelledFrame> {
  static final String INPUT = "input";

  private static final long serialVersionUID = 1L;

  private final ModelChoice choice;
  private transient List<ClassLabel> labels;
  private transient Graph graph;
  private transient Session session;
  private transient Operand<TFloat32> output;

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
    var file = ModelReader.readClassifier(ModelStore.standard().require(choice.name()).directory());
    labels = file.labels();
    graph = new Graph();
    Ops tf = Ops.create(graph);
    var network = new MobileNetV1(tf, file.weights(), Precision.FP32);
    output = tf.nn.softmax(network.logits(pixels(tf, side())));
    session = new Session(graph, config());
  }

  /** Puts a rival where the job has its own inference. */
  static final class Factory extends SimpleUdfStreamOperatorFactory<LabelledFrame>
      implements OneInputStreamOperatorFactory<ResizedFrame, LabelledFrame> {
    private static final long serialVersionUID = 1L;

    Factory(Rival rival) {
      super(new ProcessOperator<>(rival));
    }
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
            List.of(
                Findings.labels(
                    choice,
                    List.of(new Label(best, label.id(), label.name(), probabilities[best])))),
            1,
            new Ledger(0, 0, 0, 0, 0, 0)));
  }

  private float[] probabilities(byte[] encoded) {
    try (Tensor tensor = tensor(encoded);
        Result result = session.runner().feed(INPUT, tensor).fetch(output).run()) {
      var floats = result.get(0).asRawTensor().data().asFloats();
      var probabilities = new float[(int) floats.size()];
      floats.read(probabilities);
      return probabilities;
    }
  }

  /** Threads of the session. */
  abstract ConfigProto config();

  /**
   * Makes the graph from a placeholder named {@link #INPUT} up to the network.
   *
   * @return RGB in [-1, 1], {@code float32 [1, side, side, 3]}
   */
  abstract Operand<TFloat32> pixels(Ops tf, int side);

  /** What goes into the placeholder; the caller closes it. */
  abstract Tensor tensor(byte[] encoded);

  @Override
  public final void close() {
    if (session != null) {
      session.close();
      graph.close();
    }
  }
}
