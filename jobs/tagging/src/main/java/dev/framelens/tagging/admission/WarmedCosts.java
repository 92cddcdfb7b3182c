package dev.framelens.tagging.admission;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What warming up told of the models' times, for the operators of one task: those of a chain are
 * opened on the task's thread, the last first, so that the models are warm before admission opens.
 */
public final class WarmedCosts {
  private static final ThreadLocal<Map<ModelChoice, Double>> OF_THIS_TASK =
      ThreadLocal.withInitial(HashMap::new);

  private WarmedCosts() {}

  /** Tells the wall time of one frame, microseconds. */
  public static void tell(ModelChoice model, double microsPerFrame) {
    OF_THIS_TASK.get().put(model, microsPerFrame);
  }

  /** The wall time of one frame in all of these models; empty where one was not warmed here. */
  static OptionalDouble micros(List<ModelChoice> models) {
    var known = OF_THIS_TASK.get();
    return models.stream().allMatch(known::containsKey)
        ? OptionalDouble.of(
            models.stream().mapToDouble(model -> known.getOrDefault(model, 0.0)).sum())
        : OptionalDouble.empty();
  }
}
