package dev.framelens.bench.tradeoff;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network that MobileNet is held against, with 1000 classes for pictures of side {@value #SIDE}.
 * Nothing of it runs here. Its cost is counted, layer by layer, in the tests; its accuracy is what
 * its authors published of ImageNet's validation set.
 *
 * @param alpha width multiplier; null where the network has none
 * @param multiplyAdds of one picture, the classifier's with them
 * @param parameters by the convention that its counting states
 * @param top1 in [0, 1]
 * @param top5 in [0, 1]; null where the source has none
 * @param source where the accuracy stands
 */
record PublishedNetwork(
    String name,
    @Nullable Double alpha,
    long multiplyAdds,
    long parameters,
    double top1,
    @Nullable Double top5,
    String source) {
  /** Pixels. */
  static final int SIDE = 224;

  private static final String PAPER = "arXiv 1704.04861, ";

  /** MobileNet's own row of the paper, then those that it is compared with. */
  static final List<PublishedNetwork> ALL =
      List.of(
          new PublishedNetwork(
              "MobileNet", 1.0, 568_740_352, 4_253_864, 0.706, null, PAPER + "tables 4 and 8"),
          new PublishedNetwork(
              "MobileNet, full convolution",
              1.0,
              4_867_293_184L,
              29_306_056,
              0.717,
              null,
              PAPER + "table 4"),
          new PublishedNetwork(
              "VGG16", null, 15_470_264_320L, 138_357_544, 0.715, null, PAPER + "table 8"),
          new PublishedNetwork(
              "ResNet-50",
              null,
              3_857_973_248L,
              25_557_032,
              0.753,
              0.922,
              "its authors' models, KaimingHe/deep-residual-networks"));
}
