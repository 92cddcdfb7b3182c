package dev.framelens.tagging.admission.ladder;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Every step down that some camera could take, in the order of {@link Cut}, and the load that is
 * left behind each. The load is the share of the subtask's time that serving all arrivals takes.
 */
final class Steps {
  private final List<Cut> steps = new ArrayList<>();

  /** {@code load.get(n)} is what is left once {@code n} steps are taken. */
  private final List<Double> loads = new ArrayList<>();

  /**
   * Lists them.
   *
   * @param demands by priority, the lowest first, then by camera
   */
  Steps(Iterable<Demand> demands, Rungs rungs, RungCosts costs) {
    double load = 0;
    for (var demand : demands) {
      load += demand.perSecond() * costs.micros(demand.top()) / 1e6;
    }
    loads.add(load);
    var equals = new ArrayList<Demand>();
    for (var demand : demands) {
      if (!equals.isEmpty() && equals.get(0).priority() != demand.priority()) {
        load = addLevels(equals, rungs, costs, load);
        equals.clear();
      }
      equals.add(demand);
    }
    addLevels(equals, rungs, costs, load);
  }

  int size() {
    return steps.size();
  }

  double load(int taken) {
    return loads.get(taken);
  }

  /** How many steps are taken where the ladder stands. */
  int taken(Cut cut) {
    int taken = 0;
    while (taken < steps.size() && steps.get(taken).compareTo(cut) <= 0) {
      taken++;
    }
    return taken;
  }

  /** Where the ladder stands once so many steps are taken. */
  Cut cut(int taken) {
    return taken == 0 ? Cut.NONE : steps.get(taken - 1);
  }

  /** The fewest steps, from those taken on, with at most this load; all where none has. */
  int down(int taken, double most) {
    int fewest = taken;
    while (fewest < steps.size() && loads.get(fewest) > most) {
      fewest++;
    }
    return fewest;
  }

  /** The fewest steps with at most this load for which no camera rises by more than one rung. */
  int up(int taken, double most) {
    Set<String> risen = new HashSet<>();
    int fewest = taken;
    while (fewest > 0
        && loads.get(fewest - 1) <= most
        && risen.add(steps.get(fewest - 1).camera())) {
      fewest--;
    }
    return fewest;
  }

  private double addLevels(List<Demand> equals, Rungs rungs, RungCosts costs, double loadBefore) {
    double load = loadBefore;
    for (int from = 0; from < rungs.bottom(); from++) {
      double savedSeconds = (costs.micros(from) - costs.micros(from + 1)) / 1e6;
      for (var demand : equals) {
        if (demand.mayLeave(from)) {
          load -= demand.perSecond() * savedSeconds;
          steps.add(new Cut(demand.priority(), from, demand.camera));
          loads.add(load);
        }
      }
    }
    return load;
  }
}
