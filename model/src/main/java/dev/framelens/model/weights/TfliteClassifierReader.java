package dev.framelens.model.weights;

import dev.framelens.model.ModelException;
import dev.framelens.model.mobilenet.Architecture;
import dev.framelens.model.mobilenet.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a MobileNetV1 classifier from a TensorFlow Lite file, quantised or not: by the way from its
 * output back to its input, whatever its tensors are called.
 */
final class TfliteClassifierReader {
  private static final String LOGITS = "Logits";
  private static final String POOL = "AvgPool";
  private static final int HEIGHT = 1;
  private static final int WIDTH = 2;

  private final TfliteModel model;
  private final TfliteConvolutions convolutions;

  private TfliteClassifierReader(TfliteModel model) {
    this.model = model;
    this.convolutions = new TfliteConvolutions(model);
  }

  static ClassifierFile read(Path file, TfliteModel model) throws IOException {
    Weights weights = TfliteModel.guard(file, new TfliteClassifierReader(model)::weights);
    int classes = weights.architecture().classes();
    List<ClassLabel> labels = Labels.classifier(TfliteFiles.directory(file), classes);
    TfliteTensor input = model.tensor(model.input());
    return new ClassifierFile(
        weights,
        TfliteFiles.scale(input),
        TfliteModel.guard(file, () -> TfliteFiles.side(input)),
        labels,
        Labels.isBackground(labels.get(0)) ? 1 : 0,
        TfliteFiles.origin(input));
  }

  private Weights weights() {
    List<TfliteOp> shapes = List.of(TfliteOp.RESHAPE, TfliteOp.SQUEEZE);
    TfliteOperator softmax = model.producer(model.firstOutput(), List.of(TfliteOp.SOFTMAX), shapes);
    softmax.requirePlainSoftmax();
    TfliteOperator logits = model.producer(softmax.inputs()[0], List.of(TfliteOp.CONV_2D), shapes);
    TfliteOperator pool =
        model.producer(
            logits.inputs()[0], List.of(TfliteOp.AVERAGE_POOL_2D, TfliteOp.MEAN), shapes);
    requireWholeMap(pool);
    List<TfliteOperator> body = convolutions.chain(pool.inputs()[0], TfliteConvolutions.bodySize());
    var layers = convolutions.body(body);
    layers.put(LOGITS, convolutions.plain(logits, LOGITS));
    double alpha = TfliteFiles.alpha(convolutions.depth(body.get(body.size() - 1)));
    return new Weights(new Architecture(alpha, convolutions.depth(logits)), layers);
  }

  /** The pooling of MobileNetV1 averages each channel over all places. */
  private void requireWholeMap(TfliteOperator pool) {
    TfliteTensor map = model.tensor(pool.inputs()[0]);
    if (pool.op() == TfliteOp.AVERAGE_POOL_2D) {
      pool.requireWholeMap(POOL, map.dimension(HEIGHT), map.dimension(WIDTH));
      return;
    }
    int rank = map.shape().length;
    var axes = new TreeSet<Integer>();
    for (int axis : model.tensor(pool.inputs()[1]).integers()) {
      axes.add(axis < 0 ? axis + rank : axis);
    }
    if (!axes.equals(Set.of(HEIGHT, WIDTH))) {
      throw new ModelException(
          "%s is a mean over the axes %s (expected: %d and %d)"
              .formatted(POOL, axes, HEIGHT, WIDTH));
    }
  }
}
