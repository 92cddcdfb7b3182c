package dev.framelens.model.detection;

import dev.framelens.model.mobilenet.Architecture;
import dev.framelens.model.mobilenet.LayerCost;
import java.util.ArrayList;
import java.util.List;

/**
 * SSD on a MobileNetV1 body (MobileNets, section 4.6): six feature maps, two of the body and four
 * of extra layers, each with its predictors.
 *
 * @param alpha width multiplier α in (0, 1] of the body and of the extra layers
 * @param classes columns of the class predictors, the background's included: at least 2
 * @param order of a cell's anchors
 */
public record SsdArchitecture(double alpha, int classes, AnchorOrder order) {

  /** Layers of the body whose outputs are the first two feature maps, with their strides so far. */
  static final int FIRST_MAP_LAYER = 11;

  static final int SECOND_MAP_LAYER = 13;
  private static final int FIRST_MAP_STRIDE = 16;
  private static final int SECOND_MAP = 1;

  /** Numbers of a box. */
  static final int BOX = 4;

  /** An extra layer before the width multiplier: a convolution with ReLU6. */
  record ExtraLayer(int kernel, int stride, int depth) {}

  /** In the order of the data; each of stride 2 gives a feature map. */
  static final List<ExtraLayer> EXTRA_LAYERS =
      List.of(
          new ExtraLayer(1, 1, 256),
          new ExtraLayer(3, 2, 512),
          new ExtraLayer(1, 1, 128),
          new ExtraLayer(3, 2, 256),
          new ExtraLayer(1, 1, 128),
          new ExtraLayer(3, 2, 256),
          new ExtraLayer(1, 1, 64),
          new ExtraLayer(3, 2, 128));

  /** One convolution of the head. */
  record HeadLayer(String name, int kernel, int stride, int inputDepth, int depth) {
    int kernelWeights() {
      return kernel * kernel * inputDepth * depth;
    }
  }

  public SsdArchitecture {
    if (classes < 2) {
      throw new IllegalArgumentException(
          "%d classes (expected: at least 2, the background and another)".formatted(classes));
    }
  }

  /** The body, without a classifier. */
  public Architecture body() {
    return Architecture.body(alpha);
  }

  /** The extra layers at this width, from the body's last feature map on. */
  List<HeadLayer> extraLayers() {
    var layers = new ArrayList<HeadLayer>();
    int inputDepth = body().features();
    for (int index = 0; index < EXTRA_LAYERS.size(); index++) {
      ExtraLayer layer = EXTRA_LAYERS.get(index);
      int depth = (int) (layer.depth() * alpha);
      layers.add(
          new HeadLayer(extraName(index), layer.kernel(), layer.stride(), inputDepth, depth));
      inputDepth = depth;
    }
    return layers;
  }

  /** Channels of each feature map. */
  List<Integer> mapDepths() {
    var depths = new ArrayList<Integer>();
    depths.add(body().depth(Architecture.BODY.get(FIRST_MAP_LAYER)));
    depths.add(body().depth(Architecture.BODY.get(SECOND_MAP_LAYER)));
    extraLayers().stream().filter(layer -> layer.stride() == 2).forEach(l -> depths.add(l.depth()));
    return depths;
  }

  /** The predictor of offsets for the anchors of a feature map, from 0. */
  HeadLayer boxPredictor(int map) {
    int depth = Anchors.perCell(map) * BOX;
    return new HeadLayer(boxPredictorName(map), 1, 1, mapDepths().get(map), depth);
  }

  /** The predictor of class scores for the anchors of a feature map, from 0. */
  HeadLayer classPredictor(int map) {
    int depth = Anchors.perCell(map) * classes;
    return new HeadLayer(classPredictorName(map), 1, 1, mapDepths().get(map), depth);
  }

  /** Every convolution behind the body. */
  List<HeadLayer> head() {
    var layers = new ArrayList<>(extraLayers());
    for (int map = 0; map < maps(); map++) {
      layers.add(boxPredictor(map));
      layers.add(classPredictor(map));
    }
    return layers;
  }

  /** Feature maps. */
  public static int maps() {
    return 2 + EXTRA_LAYERS.size() / 2;
  }

  /** The name of an extra layer, from 0. */
  public static String extraName(int index) {
    return "Extra_" + index;
  }

  public static String boxPredictorName(int map) {
    return "BoxPredictor_%d/BoxEncodingPredictor".formatted(map);
  }

  public static String classPredictorName(int map) {
    return "BoxPredictor_%d/ClassPredictor".formatted(map);
  }

  /** Pixels that an extra layer's filter moves by, from 0. */
  public static int extraStride(int index) {
    return EXTRA_LAYERS.get(index).stride();
  }

  /** Numbers of a box. */
  public static int boxNumbers() {
    return BOX;
  }

  /**
   * Where each feature map comes out, among the convolutions of the body and then the extra layers,
   * from 0.
   */
  public List<Integer> mapPlaces() {
    int body = body().costs(Architecture.TOTAL_STRIDE).size();
    var places = new ArrayList<Integer>();
    // The pointwise convolution of block k is the 2k-th.
    places.add(2 * FIRST_MAP_LAYER);
    places.add(2 * SECOND_MAP_LAYER);
    for (int index = 0; index < EXTRA_LAYERS.size(); index++) {
      if (EXTRA_LAYERS.get(index).stride() == 2) {
        places.add(body + index);
      }
    }
    return places;
  }

  /** How many extra layers there are. */
  public static int extras() {
    return EXTRA_LAYERS.size();
  }

  /** Cells along an edge of each feature map, for an input of {@code side} pixels, at least 1. */
  public static List<Integer> grids(int side) {
    if (side < 1) {
      throw new IllegalArgumentException("side %d (expected: at least 1)".formatted(side));
    }
    var grids = new ArrayList<Integer>();
    // Padding SAME rounds up at each stride, and rounding up step by step is rounding up once.
    int grid = (side + FIRST_MAP_STRIDE - 1) / FIRST_MAP_STRIDE;
    for (int map = 0; map < maps(); map++) {
      grids.add(grid);
      grid = (grid + 1) / 2;
    }
    return grids;
  }

  /**
   * Every convolution in the order of the data: the body's, the extra layers' (which Google trains
   * with batch norm) and each feature map's predictors.
   *
   * @param side pixels of the square input, at least 1
   */
  public List<LayerCost> costs(int side) {
    List<Integer> grids = grids(side);
    var costs = new ArrayList<LayerCost>(body().bodyCosts(side));
    int map = SECOND_MAP;
    for (HeadLayer layer : extraLayers()) {
      map += layer.stride() - 1;
      costs.add(
          LayerCost.batchNormed(
              layer.name(), grids.get(map), layer.depth(), layer.kernelWeights()));
    }
    for (map = 0; map < maps(); map++) {
      for (HeadLayer layer : List.of(boxPredictor(map), classPredictor(map))) {
        costs.add(
            LayerCost.biased(layer.name(), grids.get(map), layer.depth(), layer.kernelWeights()));
      }
    }
    return List.copyOf(costs);
  }

  /** The anchors for an input of {@code side} pixels. */
  public List<Anchor> anchors(int side) {
    return Anchors.of(grids(side), order);
  }
}
