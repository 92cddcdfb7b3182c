package dev.framelens.tagging.admission.ladder;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Every step down that some camera could take, in the order of {@link Cut}, and the load that is
 * left behind each. The load is the share of the subtask's time that serving all arrivals takes.
 */
final class Steps {
  private final List<Demand> cameras = new ArrayList<>();
  private final int[] from;

  /** {@code load[n]} is what is left once {@code n} steps are taken. */
  private final double[] load;

  /**
   * Lists them.
   *
   * @param demands by priority, the lowest first, then by camera
   */
  Steps(Collection<Demand> demands, Rungs rungs) {
    int most = demands.size() * rungs.bottom();
    from = new int[most];
    load = new double[most + 1];
    for (var demand : demands) {
      load[0] += demand.perSecond() * demand.micros(demand.top()) / 1e6;
    }
    var equals = new ArrayList<Demand>();
    for (var demand : demands) {
      if (!equals.isEmpty() && equals.get(0).priority() != demand.priority()) {
        addLevels(equals, rungs);
        equals.clear();
      }
      equals.add(demand);
    }
    addLevels(equals, rungs);
  }

  int size() {
    return cameras.size();
  }

  /** How many steps are taken where the ladder stands: those that come first. */
  int taken(Cut cut) {
    int least = 0;
    int most = size();
    while (least < most) {
      int middle = (least + most) >>> 1;
      var demand = cameras.get(middle);
      if (cut.includes(demand.priority(), from[middle], demand.camera)) {
        least = middle + 1;
      } else {
        most = middle;
      }
    }
    return least;
  }

  /** Where the ladder stands once so many steps are taken. */
  Cut cut(int taken) {
    if (taken == 0) {
      return Cut.NONE;
    }
    var last = cameras.get(taken - 1);
    return new Cut(last.priority(), from[taken - 1], last.camera);
  }

  /** The fewest steps, from those taken on, with at most this load; all where none has. */
  int down(int taken, double most) {
    int fewest = taken;
    while (fewest < size() && load[fewest] > most) {
      fewest++;
    }
    return fewest;
  }

  /** The fewest steps with at most this load for which no camera rises by more than one rung. */
  int up(int taken, double most) {
    Set<Demand> risen = new HashSet<>();
    int fewest = taken;
    while (fewest > 0 && load[fewest - 1] <= most && risen.add(cameras.get(fewest - 1))) {
      fewest--;
    }
    return fewest;
  }

  private void addLevels(List<Demand> equals, Rungs rungs) {
    for (int rung = 0; rung < rungs.bottom(); rung++) {
      for (var demand : equals) {
        if (demand.mayLeave(rung)) {
          double savedSeconds = (demand.micros(rung) - demand.micros(rung + 1)) / 1e6;
          int step = cameras.size();
          from[step] = rung;
          load[step + 1] = load[step] - demand.perSecond() * savedSeconds;
          cameras.add(demand);
        }
      }
    }
  }
}
