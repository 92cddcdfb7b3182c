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
import java.awt.image.BufferedImage;
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
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.image.DecodeJpeg;
import org.tensorflow.op.image.ResizeBilinear;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

/**
 * Another way to classify a frame, in the place of the job's own two stages: everything else stays
 * the job's.
 */
abstract class Rival extends ProcessFunction<ResizedFrame, LabelledFrame> {
  static final String INPUT = "input";

  private static final long serialVersionUID = 1L;

  private final ModelChoice choice;
  private final ConfigProto threads;
  private transient List<ClassLabel> labels;
  private transient Graph graph;
  private transient Session session;
  private transient Operand<TFloat32> output;

  Rival(ModelChoice choice, ConfigProto threads) {
    this.choice = choice;
    this.threads = threads;
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
    session = new Session(graph, threads);
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

  /** Decode, resize and model in one graph, one intra-op thread, one run for each frame. */
  static final class Competent extends Rival {
    private static final long serialVersionUID = 1L;

    Competent(ModelChoice choice) {
      super(
          choice,
          ConfigProto.newBuilder()
              .setIntraOpParallelismThreads(1)
              .setInterOpParallelismThreads(1)
              .build());
    }

    @Override
    Operand<TFloat32> pixels(Ops tf, int side) {
      Placeholder<TString> encoded = tf.withName(INPUT).placeholder(TString.class);
      var decoded = tf.image.decodeJpeg(encoded, DecodeJpeg.channels(3L));
      var resized =
          tf.image.resizeBilinear(
              tf.expandDims(decoded, tf.constant(0)),
              tf.constant(new int[] {side, side}),
              ResizeBilinear.halfPixelCenters(true));
      return tf.math.sub(tf.math.mul(resized, tf.constant(1 / 127.5f)), tf.constant(1f));
    }

    @Override
    Tensor tensor(byte[] encoded) {
      return TString.tensorOfBytes(NdArrays.scalarOfObject(encoded));
    }
  }

  /**
   * ImageIO decodes, Java resizes and makes floats of the pixels, TensorFlow runs with its
   * defaults.
   */
  static final class Naive extends Rival {
    private static final long serialVersionUID = 1L;

    Naive(ModelChoice choice) {
      super(choice, ConfigProto.getDefaultInstance());
    }

    @Override
    Operand<TFloat32> pixels(Ops tf, int side) {
      return tf.withName(INPUT)
          .placeholder(TFloat32.class, Placeholder.shape(Shape.of(1, side, side, 3)));
    }

    @Override
    Tensor tensor(byte[] encoded) {
      int side = side();
      BufferedImage resized = Pictures.resized(encoded, side, side);
      var floats = new float[side * side * 3];
      int at = 0;
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
          int rgb = resized.getRGB(x, y);
          floats[at++] = (rgb >> 16 & 0xFF) / 127.5f - 1;
          floats[at++] = (rgb >> 8 & 0xFF) / 127.5f - 1;
          floats[at++] = (rgb & 0xFF) / 127.5f - 1;
        }
      }
      return TFloat32.tensorOf(Shape.of(1, side, side, 3), DataBuffers.of(floats, false, false));
    }
  }
}
