package dev.framelens.bench.comparison;

import dev.framelens.model.mobilenet.Architecture;
import dev.framelens.model.mobilenet.Layer;
import dev.framelens.model.mobilenet.LayerCost;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A network with 1000 classes for pictures of side {@value #SIDE}, as a table.
 *
 * @param alpha width multiplier; empty where the network has none
 * @param layers with the multiply-adds of one picture
 */
public record ComparedNetwork(
    String name, OptionalDouble alpha, List<LayerCost> layers, Published published) {
  /** Pixels. */
  public static final int SIDE = 224;

  private static final int CLASSES = 1000;
  private static final String PAPER = "arXiv 1704.04861";

  /** MobileNet's own row of the paper, then those that it is compared with. */
  public static List<ComparedNetwork> all() {
    return List.of(mobileNet(), fullConvolution(), vgg16(), resNet50());
  }

  /** The network of this project, for its published accuracy (paper, tables 4 and 8). */
  static ComparedNetwork mobileNet() {
    return new ComparedNetwork(
        "MobileNet",
        OptionalDouble.of(1),
        new Architecture(1, CLASSES).costs(SIDE),
        Published.top1(70.6, PAPER + ", tables 4 and 8"));
  }

  /**
   * MobileNet with a full 3×3 convolution for each depthwise-separable one (paper, table 4). The
   * paper's 4866 M multiply-adds are the body's; the classifier's million is here on top, as it is
   * in MobileNet's 569 M.
   */
  static ComparedNetwork fullConvolution() {
    var table = new LayerTable(SIDE);
    for (int index = 0; index < Architecture.BODY.size(); index++) {
      Layer layer = Architecture.BODY.get(index);
      table.convolution(
          "Conv2d_" + index, 3, layer.stride(), layer.depth(), LayerTable.PerChannel.BATCH_NORM);
    }
    return new ComparedNetwork(
        "MobileNet, full convolution",
        OptionalDouble.of(1),
        table.globalPool().fullyConnected("Logits", CLASSES).costs(),
        Published.top1(71.7, PAPER + ", table 4"));
  }

  /**
   * VGG16: configuration D of Simonyan and Zisserman, arXiv 1409.1556, table 1. The MobileNet
   * paper's 15,300 M multiply-adds are those of the convolutions; the fully connected layers add
   * 124 M.
   */
  static ComparedNetwork vgg16() {
    var table = new LayerTable(SIDE);
    int[][] blocks = {{2, 64}, {2, 128}, {3, 256}, {3, 512}, {3, 512}};
    for (int block = 0; block < blocks.length; block++) {
      for (int layer = 1; layer <= blocks[block][0]; layer++) {
        table.convolution(
            "conv%d_%d".formatted(block + 1, layer),
            3,
            1,
            blocks[block][1],
            LayerTable.PerChannel.BIAS);
      }
      table.pool(2);
    }
    table.fullyConnected("fc6", 4096).fullyConnected("fc7", 4096).fullyConnected("fc8", CLASSES);
    return new ComparedNetwork(
        "VGG16", OptionalDouble.empty(), table.costs(), Published.top1(71.5, PAPER + ", table 8"));
  }

  /** ResNet-50; see {@link ResNet50}. */
  static ComparedNetwork resNet50() {
    return new ComparedNetwork(
        "ResNet-50", OptionalDouble.empty(), ResNet50.layers(SIDE, CLASSES), ResNet50.PUBLISHED);
  }

  /** Multiplications fused with additions, for one picture. */
  public long multiplyAdds() {
    return layers.stream().mapToLong(LayerCost::multiplyAdds).sum();
  }

  /** Numbers that the layers have, each by the convention that its table states. */
  public long parameters() {
    return layers.stream().mapToLong(LayerCost::parameters).sum();
  }
}
