package dev.framelens.cli.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framelens.model.detection.SsdArchitecture;
import dev.framelens.model.mobilenet.Architecture;
import dev.framelens.model.mobilenet.LayerCost;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a network costs at a size.
 *
 * @param network {@code MobileNetV1}, or {@code SSD on MobileNetV1}
 * @param classes a detector's with the background
 * @param published null where the paper has no such size, and for detectors
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Cost(
    String network,
    double alpha,
    double rho,
    int side,
    int classes,
    long multiplyAdds,
    long parameters,
    @Nullable Published published,
    List<LayerCost> layers) {
  private static final int CLASSES = 1000;

  /** MobileNetV1 with 1000 classes. */
  static Cost of(Size size) {
    return of(
        "MobileNetV1",
        size,
        CLASSES,
        Published.of(size.alpha(), size.side()).orElse(null),
        new Architecture(size.alpha(), CLASSES).costs(size.side()));
  }

  /** A detector on its body. */
  static Cost of(SsdArchitecture detector, int side) {
    return of(
        "SSD on MobileNetV1",
        new Size(detector.alpha(), side),
        detector.classes(),
        null,
        detector.costs(side));
  }

  private static Cost of(
      String network,
      Size size,
      int classes,
      @Nullable Published published,
      List<LayerCost> layers) {
    return new Cost(
        network,
        size.alpha(),
        size.rho(),
        size.side(),
        classes,
        layers.stream().mapToLong(LayerCost::multiplyAdds).sum(),
        layers.stream().mapToLong(LayerCost::parameters).sum(),
        published,
        layers);
  }
}
