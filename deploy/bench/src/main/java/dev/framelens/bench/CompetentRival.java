package dev.framelens.bench;

import dev.framelens.tagging.admission.ModelChoice;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;
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

  CompetentRival(ModelChoice choice) {
    super(choice);
  }

  @Override
  ConfigProto config() {
    return ConfigProto.newBuilder()
        .setIntraOpParallelismThreads(1)
        .setInterOpParallelismThreads(1)
        .build();
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
