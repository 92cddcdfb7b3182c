package dev.framelens.bench.comparison;

import dev.framelens.bench.comparison.LayerTable.PerChannel;
import dev.framelens.model.mobilenet.LayerCost;
import java.util.List;
import java.util.OptionalDouble;

/**
 * ResNet-50: He, Zhang, Ren and Sun, arXiv 1512.03385, table 1 with bottlenecks and projections
 * (its option B). The paper's variant, with the stride of a stage in the first 1×1 convolution of
 * its first block, 3.8 G multiply-adds; frameworks that move the stride to the 3×3 convolution
 * ("v1.5") count 4.1 G and the same parameters. Parameters are the learnt ones: kernels without
 * biases, batch norm's γ and β, and the classifier's biases.
 */
final class ResNet50 {
  /** One crop of the centre; the paper prints ten crops and more. */
  static final Published PUBLISHED =
      new Published(
          75.3, OptionalDouble.of(92.2), "its authors' models, KaimingHe/deep-residual-networks");

  /** Blocks of each stage, and depth of the two inner convolutions of a block. */
  private static final List<Stage> STAGES =
      List.of(new Stage(3, 64), new Stage(4, 128), new Stage(6, 256), new Stage(3, 512));

  /** A block's last convolution is so many times as deep as its inner ones. */
  private static final int EXPANSION = 4;

  private record Stage(int blocks, int depth) {}

  private ResNet50() {}

  static List<LayerCost> layers(int side, int classes) {
    var table = new LayerTable(side);
    table.convolution("conv1", 7, 2, 64, PerChannel.BATCH_NORM_LEARNT).pool(2);
    for (int stage = 0; stage < STAGES.size(); stage++) {
      for (int block = 0; block < STAGES.get(stage).blocks(); block++) {
        // The pool before the first stage has halved the side already.
        int stride = stage > 0 && block == 0 ? 2 : 1;
        String name = "conv%d_%d".formatted(stage + 2, block + 1);
        bottleneck(table, name, stride, STAGES.get(stage).depth());
      }
    }
    return table.globalPool().fullyConnected("fc", classes).costs();
  }

  private static void bottleneck(LayerTable table, String name, int stride, int depth) {
    int inputDepth = table.depth();
    int outputDepth = EXPANSION * depth;
    table
        .convolution(name + "_1x1_reduce", 1, stride, depth, PerChannel.BATCH_NORM_LEARNT)
        .convolution(name + "_3x3", 3, 1, depth, PerChannel.BATCH_NORM_LEARNT)
        .convolution(name + "_1x1_expand", 1, 1, outputDepth, PerChannel.BATCH_NORM_LEARNT);
    if (inputDepth != outputDepth) {
      table.projection(name + "_projection", inputDepth, PerChannel.BATCH_NORM_LEARNT);
    }
  }
}
