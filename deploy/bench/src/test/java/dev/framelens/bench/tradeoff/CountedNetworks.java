package dev.framelens.bench.tradeoff;

import dev.framelens.model.mobilenet.Architecture;
import dev.framelens.model.mobilenet.Layer;
import dev.framelens.model.mobilenet.LayerCost;
import java.util.List;

/** The published networks, layer by layer, for pictures of side 224 and 1000 classes. */
final class CountedNetworks {
  private static final int SIDE = PublishedNetwork.SIDE;
  private static final int CLASSES = 1000;

  private CountedNetworks() {}

  /** The network of this project. */
  static List<LayerCost> mobileNet() {
    return new Architecture(1, CLASSES).costs(SIDE);
  }

  /**
   * MobileNet with a full 3×3 convolution for each depthwise-separable one (paper, table 4). The
   * paper's 4866 M multiply-adds are the body's; the classifier's million is here on top, as it is
   * in MobileNet's 569 M.
   */
  static List<LayerCost> fullConvolution() {
    var table = new LayerTable(SIDE, LayerTable.BATCH_NORM);
    for (int index = 0; index < Architecture.BODY.size(); index++) {
      Layer layer = Architecture.BODY.get(index);
      table.convolution("Conv2d_" + index, 3, layer.stride(), layer.depth());
    }
    return table.globalPool().fullyConnected("Logits", CLASSES).costs();
  }

  /**
   * VGG16: configuration D of Simonyan and Zisserman, arXiv 1409.1556, table 1. The MobileNet
   * paper's 15,300 M multiply-adds are those of the convolutions; the fully connected layers add
   * 124 M.
   */
  static List<LayerCost> vgg16() {
    var table = new LayerTable(SIDE, LayerTable.BIAS);
    int[][] blocks = {{2, 64}, {2, 128}, {3, 256}, {3, 512}, {3, 512}}; // layers and their depth
    for (int block = 0; block < blocks.length; block++) {
      for (int layer = 1; layer <= blocks[block][0]; layer++) {
        table.convolution("conv%d_%d".formatted(block + 1, layer), 3, 1, blocks[block][1]);
      }
      table.pool(2);
    }
    table.fullyConnected("fc6", 4096).fullyConnected("fc7", 4096).fullyConnected("fc8", CLASSES);
    return table.costs();
  }

  /**
   * ResNet-50: He, Zhang, Ren and Sun, arXiv 1512.03385, table 1 with bottlenecks and projections
   * (its option B). The paper's variant, with the stride of a stage in the first 1×1 convolution of
   * its first block, 3.8 G multiply-adds; frameworks that move the stride to the 3×3 convolution
   * ("v1.5") count 4.1 G and the same parameters. Parameters are the learnt ones: kernels without
   * biases, batch norm's γ and β, and the classifier's biases. Accuracy is that of one crop of the
   * centre; the paper prints ten crops and more.
   */
  static List<LayerCost> resNet50() {
    var table = new LayerTable(SIDE, LayerTable.BATCH_NORM_LEARNT);
    table.convolution("conv1", 7, 2, 64).pool(2);
    int[][] stages = {{3, 64}, {4, 128}, {6, 256}, {3, 512}}; // blocks and their inner depth
    for (int stage = 0; stage < stages.length; stage++) {
      for (int block = 0; block < stages[stage][0]; block++) {
        // The pool before the first stage has halved the side already.
        int stride = stage > 0 && block == 0 ? 2 : 1;
        bottleneck(table, "conv%d_%d".formatted(stage + 2, block + 1), stride, stages[stage][1]);
      }
    }
    return table.globalPool().fullyConnected("fc", CLASSES).costs();
  }

  private static void bottleneck(LayerTable table, String name, int stride, int depth) {
    int inputDepth = table.depth();
    table
        .convolution(name + "_1x1_reduce", 1, stride, depth)
        .convolution(name + "_3x3", 3, 1, depth)
        .convolution(name + "_1x1_expand", 1, 1, 4 * depth);
    if (inputDepth != 4 * depth) {
      table.projection(name + "_projection", inputDepth);
    }
  }
}
