package dev.framelens.model.weights;

import com.google.flatbuffers.ArrayReadWriteBuf;
import com.google.flatbuffers.FlexBuffers;
import dev.framelens.model.ModelException;
import dev.framelens.model.detection.Anchor;
import dev.framelens.model.detection.Anchors;
import dev.framelens.model.detection.Ssd;
import dev.framelens.model.detection.SsdArchitecture;
import dev.framelens.model.detection.SsdWeights;
import dev.framelens.model.detection.Suppression;
import dev.framelens.model.image.PictureFit;
import dev.framelens.model.mobilenet.FoldedConvolution;
import dev.framelens.model.mobilenet.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads an SSD on a MobileNetV1 body from a TensorFlow Lite file of Google's Object Detection API,
 * quantised or not: by the way back from its suppression, whatever its tensors are called.
 *
 * <p>Dequantised weights make a float network: its scores differ from the integer network's by less
 * than 0.01 on average, and do not saturate where that one's range ended.
 */
final class TfliteSsdReader {
  static final String POST_PROCESS = "TFLite_Detection_PostProcess";

  private static final List<TfliteOp> SHAPES = List.of(TfliteOp.RESHAPE, TfliteOp.SQUEEZE);
  private static final int BOXES = 0;
  private static final int SCORES = 1;
  private static final int ANCHORS = 2;

  /** Half a step of anchors that were quantised to bytes. */
  private static final double ANCHOR_TOLERANCE = 0.0035;

  private static final double[] BOX_CODER = {10, 10, 5, 5};
  private static final String[] BOX_CODER_NAMES = {"y_scale", "x_scale", "h_scale", "w_scale"};

  private final TfliteModel model;
  private final TfliteConvolutions convolutions;
  private final TfliteOperator postProcess;

  private TfliteSsdReader(TfliteModel model, TfliteOperator postProcess) {
    this.model = model;
    this.convolutions = new TfliteConvolutions(model);
    this.postProcess = postProcess;
  }

  static DetectorFile read(Path file, TfliteModel model, TfliteOperator postProcess)
      throws IOException {
    Ssd ssd = TfliteModel.guard(file, new TfliteSsdReader(model, postProcess)::ssd);
    int classes = ssd.weights().architecture().classes();
    return new DetectorFile(
        ssd,
        Labels.detector(TfliteFiles.directory(file), classes),
        TfliteFiles.origin(model.tensor(model.input())));
  }

  private Ssd ssd() {
    TfliteTensor input = model.tensor(model.input());
    int side = TfliteFiles.side(input);
    List<TfliteOperator> boxes = predictors(postProcess.inputs()[BOXES], List.of());
    List<TfliteOperator> classes =
        predictors(postProcess.inputs()[SCORES], List.of(TfliteOp.LOGISTIC));
    int lastMap = boxes.get(boxes.size() - 1).inputs()[0];
    List<TfliteOperator> chain =
        convolutions.chain(lastMap, TfliteConvolutions.bodySize() + SsdArchitecture.extras());

    List<Anchor> anchors = anchors();
    var order = Anchors.orderOf(anchors, SsdArchitecture.grids(side), ANCHOR_TOLERANCE);
    double alpha =
        TfliteFiles.alpha(convolutions.depth(chain.get(TfliteConvolutions.bodySize() - 1)));
    int columns = convolutions.depth(classes.get(0)) * SsdArchitecture.boxNumbers();
    var architecture =
        new SsdArchitecture(alpha, columns / convolutions.depth(boxes.get(0)), order);
    var body = new Weights(architecture.body(), convolutions.body(chain));
    requireMaps(architecture, chain, boxes, classes);
    return new Ssd(
        new SsdWeights(architecture, body, head(chain, boxes, classes)),
        side,
        anchors,
        TfliteFiles.scale(input),
        PictureFit.STRETCH_CORNERS,
        suppression());
  }

  /** The convolution for each feature map that a joined tensor is made of. */
  private List<TfliteOperator> predictors(int tensor, List<TfliteOp> through) {
    var between = new ArrayList<>(SHAPES);
    between.addAll(through);
    TfliteOperator join = model.producer(tensor, List.of(TfliteOp.CONCATENATION), between);
    var predictors = new ArrayList<TfliteOperator>();
    for (int part : join.inputs()) {
      predictors.add(model.producer(part, List.of(TfliteOp.CONV_2D), SHAPES));
    }
    if (predictors.size() != SsdArchitecture.maps()) {
      throw new ModelException(
          "it has %d feature maps (expected: %d)"
              .formatted(predictors.size(), SsdArchitecture.maps()));
    }
    return predictors;
  }

  private static void requireMaps(
      SsdArchitecture architecture,
      List<TfliteOperator> chain,
      List<TfliteOperator> boxes,
      List<TfliteOperator> classes) {
    List<Integer> places = architecture.mapPlaces();
    for (int map = 0; map < places.size(); map++) {
      int expected = chain.get(places.get(map)).outputs()[0];
      if (boxes.get(map).inputs()[0] != expected || classes.get(map).inputs()[0] != expected) {
        throw new ModelException(
            "the predictors of feature map %d hang elsewhere (expected: on layers 11 and 13 and each second extra layer)"
                .formatted(map));
      }
    }
  }

  private Map<String, FoldedConvolution> head(
      List<TfliteOperator> chain, List<TfliteOperator> boxes, List<TfliteOperator> classes) {
    var head = new HashMap<String, FoldedConvolution>();
    List<TfliteOperator> extras = TfliteConvolutions.behindBody(chain);
    for (int index = 0; index < extras.size(); index++) {
      String name = SsdArchitecture.extraName(index);
      head.put(
          name, convolutions.relu6(extras.get(index), name, SsdArchitecture.extraStride(index)));
    }
    for (int map = 0; map < SsdArchitecture.maps(); map++) {
      String box = SsdArchitecture.boxPredictorName(map);
      head.put(box, convolutions.plain(boxes.get(map), box));
      String score = SsdArchitecture.classPredictorName(map);
      head.put(score, convolutions.plain(classes.get(map), score));
    }
    return head;
  }

  private List<Anchor> anchors() {
    float[] numbers = model.tensor(postProcess.inputs()[ANCHORS]).values();
    var anchors = new ArrayList<Anchor>();
    for (int index = 0; index + 4 <= numbers.length; index += 4) {
      anchors.add(
          new Anchor(numbers[index], numbers[index + 1], numbers[index + 2], numbers[index + 3]));
    }
    return anchors;
  }

  private FlexBuffers.Map options() {
    var bytes = new byte[postProcess.customOptions().limit()];
    postProcess.customOptions().get(0, bytes);
    return FlexBuffers.getRoot(new ArrayReadWriteBuf(bytes, bytes.length)).asMap();
  }

  private Suppression suppression() {
    FlexBuffers.Map options = options();
    for (int index = 0; index < BOX_CODER.length; index++) {
      double scale = options.get(BOX_CODER_NAMES[index]).asFloat();
      if (scale != BOX_CODER[index]) {
        throw new ModelException(
            "its %s is %s (expected: %s)"
                .formatted(BOX_CODER_NAMES[index], scale, BOX_CODER[index]));
      }
    }
    // The file has it as a float: 0.6 is 0.6000000238.
    double overlap = Math.round(options.get("nms_iou_threshold").asFloat() * 1e6) / 1e6;
    return new Suppression(overlap, Suppression.Scope.ALL_CLASSES);
  }
}
