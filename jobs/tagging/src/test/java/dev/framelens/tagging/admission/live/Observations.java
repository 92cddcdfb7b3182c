package dev.framelens.tagging.admission.live;

import static java.util.stream.Collectors.joining;

import dev.framelens.contract.DropReason;
import dev.framelens.tagging.admission.ladder.Rung;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What came and what went in the measured part of each step of load, once it had settled. */
final class Observations {
  private final long stepMicros;
  private final long settleMicros;
  private final List<Step> steps = new ArrayList<>();
  private final Set<Integer> withoutOutcome = new HashSet<>();

  /**
   * Frames that came in a step's measured part, and outcomes in it of those and of earlier ones.
   */
  static final class Step {
    private final Map<DropReason, Integer> dropped = new EnumMap<>(DropReason.class);
    private final Map<String, Integer> answers = new HashMap<>();
    private final List<Long> agesMicros = new ArrayList<>();
    private int offered;
    private double right;
    private long sides;

    int offered() {
      return offered;
    }

    int answered() {
      return agesMicros.size();
    }

    double answeredShare() {
      return (double) answered() / offered;
    }

    int mostAnswersOfACamera() {
      return answers.values().stream().max(Integer::compare).orElse(0);
    }

    Map<DropReason, Integer> dropped() {
      return dropped;
    }

    /** Answers × the accuracy of their rungs. */
    double right() {
      return right;
    }

    double meanSide() {
      return (double) sides / answered();
    }

    double percentileMillis(double share) {
      var sorted = agesMicros.stream().sorted().toList();
      return sorted.isEmpty()
          ? Double.NaN
          : sorted.get((int) Math.ceil(share * sorted.size()) - 1) / 1e3;
    }

    /** Jain's index of the cameras' answers: they offer equally many. */
    double jain(int cameras) {
      double sum = 0;
      double squares = 0;
      for (int answered : answers.values()) {
        sum += answered;
        squares += (double) answered * answered;
      }
      return sum * sum / (cameras * squares);
    }

    @Override
    public String toString() {
      return "offered %4d, answered %4d, right %4.0f, p50 %5.0f ms, p95 %5.0f ms, Jain %.3f, mean side %3.0f, dropped %s"
          .formatted(
              offered,
              answered(),
              right,
              percentileMillis(0.5),
              percentileMillis(0.95),
              jain(answers.size()),
              meanSide(),
              dropped);
    }
  }

  Observations(int steps, long stepMicros, long settleMicros) {
    this.stepMicros = stepMicros;
    this.settleMicros = settleMicros;
    for (int step = 0; step < steps; step++) {
      this.steps.add(new Step());
    }
  }

  void offered(Cameras.Arrival frame) {
    withoutOutcome.add(frame.number());
    measured(frame.appendedAtMicros()).ifPresent(step -> step.offered++);
  }

  void answered(Cameras.Arrival frame, Rung rung, long nowMicros) {
    end(frame);
    measured(nowMicros)
        .ifPresent(
            step -> {
              Double accuracy = rung.accuracy();
              step.agesMicros.add(nowMicros - frame.appendedAtMicros());
              step.answers.merge(frame.camera(), 1, Integer::sum);
              step.right += accuracy == null ? 0 : accuracy;
              step.sides += rung.sidePixels();
            });
  }

  void dropped(Cameras.Arrival frame, DropReason reason, long nowMicros) {
    end(frame);
    measured(nowMicros).ifPresent(step -> step.dropped.merge(reason, 1, Integer::sum));
  }

  Step step(int step) {
    return steps.get(step);
  }

  List<Step> steps() {
    return steps;
  }

  /** Frames without an outcome. */
  int missing() {
    return withoutOutcome.size();
  }

  @Override
  public String toString() {
    return steps.stream().map(Step::toString).collect(joining("\n", "\n", "\n"));
  }

  private void end(Cameras.Arrival frame) {
    if (!withoutOutcome.remove(frame.number())) {
      throw new AssertionError(frame + " has two outcomes");
    }
  }

  private Optional<Step> measured(long micros) {
    int step = (int) (micros / stepMicros);
    return step < steps.size() && micros % stepMicros >= settleMicros
        ? Optional.of(steps.get(step))
        : Optional.empty();
  }
}
