package dev.framelens.cli.models;

import java.util.List;
import java.util.Optional;

/**
 * What the authors of MobileNet published: arXiv 1704.04861, table 6 (width) and table 7
 * (resolution).
 *
 * @param top1Percent accuracy on ImageNet
 * @param multiplyAddsMillions rounded as published
 * @param parametersMillions rounded as published
 */
record Published(
    double alpha,
    int side,
    double top1Percent,
    int multiplyAddsMillions,
    double parametersMillions) {

  static final List<Published> ROWS =
      List.of(
          new Published(1.0, 224, 70.6, 569, 4.2),
          new Published(0.75, 224, 68.4, 325, 2.6),
          new Published(0.5, 224, 63.7, 149, 1.3),
          new Published(0.25, 224, 50.6, 41, 0.5),
          new Published(1.0, 192, 69.1, 418, 4.2),
          new Published(1.0, 160, 67.2, 290, 4.2),
          new Published(1.0, 128, 64.4, 186, 4.2));

  static Optional<Published> of(double alpha, int side) {
    return ROWS.stream().filter(row -> row.alpha == alpha && row.side == side).findFirst();
  }
}
