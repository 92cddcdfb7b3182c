package dev.framelens.tagging.admission.ladder;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Moves the cameras of one subtask up and down the rungs: each looks at the highest for which there
 * is time, from arrival rates and measured costs. Down at once, up with patience; and where the
 * lowest rungs do not suffice, everybody stands there and the waiting room lets frames go. For one
 * thread.
 */
public final class Ladder {
  /** How often it looks: four times in the second within which it has to step down. */
  private static final long INTERVAL_MICROS = 250_000;

  /** A camera that was silent so long is none. */
  private static final long SILENT_MICROS = 60_000_000;

  /** Even a flood of frames to take in leaves some time for serving. */
  private static final double LEAST_LEFT = 0.1;

  /** Cameras by priority, the lowest first, then by name: the order of the steps. */
  private record Place(int priority, String camera) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int order = Integer.compare(priority, other.priority);
      return order != 0 ? order : camera.compareTo(other.camera);
    }
  }

  private final Rungs rungs;
  private final Budget budget = new Budget();
  private final Patience patience = new Patience();
  private final Map<String, Demand> cameras = new HashMap<>();
  private final TreeMap<Place, Demand> inOrder = new TreeMap<>();
  private Cut cut = Cut.NONE;
  private long adjustedMicros = Long.MIN_VALUE;

  public Ladder(Rungs rungs) {
    this.rungs = rungs;
  }

  /**
   * Counts a frame that arrived, whatever becomes of it, and says its camera's rung.
   *
   * @param costs of the models that look at it
   * @param appendedAtMicros on the clock of {@code nowMicros}: when a frame is taken says more of
   *     the last batch than of the camera
   */
  public int arrived(
      String camera, CameraPolicy policy, RungCosts costs, long appendedAtMicros, long nowMicros) {
    if (adjustedMicros == Long.MIN_VALUE) {
      adjustedMicros = nowMicros;
    }
    var demand = cameras.get(camera);
    if (demand == null) {
      demand = new Demand(camera, policy, rungs, costs, nowMicros);
      cameras.put(camera, demand);
      place(demand);
    } else if (!demand.policy().equals(policy)) {
      inOrder.remove(new Place(demand.priority(), camera));
      demand.follow(policy);
      place(demand);
    }
    demand.arrived(costs, appendedAtMicros, nowMicros);
    return demand.rung();
  }

  /** Learns how old a frame was when its answer left, by the clock of its append. */
  public void answered(long ageMicros, CameraPolicy policy) {
    budget.answered(ageMicros, policy.sloMicros());
  }

  /** The rung of a camera that sent a frame of late; the top where none is known by that name. */
  public int rung(String camera) {
    @Nullable Demand demand = cameras.get(camera);
    return demand == null ? 0 : demand.rung();
  }

  /**
   * Moves cameras where it is time to look and rates or costs ask for it.
   *
   * @param takingInMicros what taking in a frame costs, whether it is answered or not
   * @param moved told of each camera that now stands elsewhere
   */
  public void adjust(long nowMicros, double takingInMicros, Consumer<String> moved) {
    if (adjustedMicros == Long.MIN_VALUE || nowMicros - adjustedMicros < INTERVAL_MICROS) {
      return;
    }
    adjustedMicros = nowMicros;
    double arrivals = measure(nowMicros);
    double left = Math.max(LEAST_LEFT, 1 - arrivals * takingInMicros / 1e6);
    if (rungs.size() > 1 && step(new Steps(inOrder.values(), rungs), left, nowMicros)) {
      for (var demand : inOrder.values()) {
        if (demand.standBy(cut)) {
          moved.accept(demand.camera);
        }
      }
    }
  }

  /** Cameras known at the moment. */
  public int cameras() {
    return cameras.size();
  }

  private boolean step(Steps steps, double left, long nowMicros) {
    int taken = steps.taken(cut);
    budget.adjust(taken < steps.size());
    int down = steps.down(taken, budget.down() * left);
    if (down > taken) {
      patience.steppedDown(nowMicros);
      cut = steps.cut(down);
      return true;
    }
    int up = steps.up(taken, budget.up() * left);
    if (patience.isOver(up < taken, nowMicros)) {
      cut = steps.cut(up);
      return true;
    }
    return false;
  }

  private double measure(long nowMicros) {
    double perSecond = 0;
    for (var each = inOrder.values().iterator(); each.hasNext(); ) {
      var demand = each.next();
      demand.measure(nowMicros);
      perSecond += demand.perSecond();
      if (nowMicros - demand.lastArrivalMicros() > SILENT_MICROS) {
        each.remove();
        cameras.remove(demand.camera);
      }
    }
    return perSecond;
  }

  private void place(Demand demand) {
    inOrder.put(new Place(demand.priority(), demand.camera), demand);
    // Its rung is told by arrived(): nobody else need hear of it.
    var unused = demand.standBy(cut);
  }
}
