package dev.framelens.bench;

import dev.framelens.model.mobilenet.MobileNetV1;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.mobilenet.Weights;
import dev.framelens.tagging.admission.ModelChoice;
import org.apache.flink.api.common.functions.OpenContext;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.image.DecodeJpeg;
import org.tensorflow.op.image.ResizeBilinear;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

/** Decode, resize and model in one graph, one intra-op thread, one run for each frame. */
final class CompetentRival extends Rival {
  private static final long serialVersionUID = 1L;

  private transient Graph graph;
  private transient Session session;
  private transient Placeholder<TString> encodedInput;
  private transient Operand<TFloat32> output;

  CompetentRival(ModelChoice choice) {
    super(choice);
  }

  @Override
  public void open(OpenContext context) throws Exception {
    super.open(context);
    Weights weights = file().weights();
    int side = side();
    graph = new Graph();
    Ops tf = Ops.create(graph);
    encodedInput = tf.placeholder(TString.class);
    var decoded = tf.image.decodeJpeg(encodedInput, DecodeJpeg.channels(3L));
    var resized =
        tf.image.resizeBilinear(
            tf.expandDims(decoded, tf.constant(0)),
            tf.constant(new int[] {side, side}),
            ResizeBilinear.halfPixelCenters(true));
    var centred = tf.math.sub(tf.math.mul(resized, tf.constant(1 / 127.5f)), tf.constant(1f));
    output = tf.nn.softmax(new MobileNetV1(tf, weights, Precision.FP32).logits(centred));
    session =
        new Session(
            graph,
            ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(1)
                .setInterOpParallelismThreads(1)
                .build());
  }

  @Override
  float[] probabilities(byte[] encoded) {
    try (TString picture = TString.tensorOfBytes(NdArrays.scalarOfObject(encoded));
        Result result = session.runner().feed(encodedInput, picture).fetch(output).run()) {
      var floats = result.get(0).asRawTensor().data().asFloats();
      var probabilities = new float[(int) floats.size()];
      floats.read(probabilities);
      return probabilities;
    }
  }

  @Override
  public void close() {
    if (session != null) {
      session.close();
      graph.close();
    }
  }
}
