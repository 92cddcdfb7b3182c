package dev.framelens.deploy.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framelens.model.mobilenet.Architecture;
import dev.framelens.model.mobilenet.LayerCost;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What MobileNetV1 with 1000 classes costs at a size.
 *
 * @param published null where the paper has no such size
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Cost(
    double alpha,
    double rho,
    int side,
    long multiplyAdds,
    long parameters,
    @Nullable Published published,
    List<LayerCost> layers) {
  private static final int CLASSES = 1000;

  static Cost of(Size size) {
    var architecture = new Architecture(size.alpha(), CLASSES);
    List<LayerCost> layers = architecture.costs(size.side());
    return new Cost(
        size.alpha(),
        size.rho(),
        size.side(),
        architecture.multiplyAdds(size.side()),
        architecture.parameters(),
        Published.of(size.alpha(), size.side()).orElse(null),
        layers);
  }
}
