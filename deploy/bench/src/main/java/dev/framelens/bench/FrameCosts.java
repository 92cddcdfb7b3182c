package dev.framelens.bench;

import dev.framelens.contract.FramelensException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Measures what a frame costs in variants, a JVM for each, in turn and repeated. */
public final class FrameCosts {
  private final Path log = ChildJvm.newLog();
  private final MeasureOptions options;

  public FrameCosts(MeasureOptions options) {
    this.options = options;
  }

  /** Hears what each run's variants cost, as soon as these are measured. */
  public void measure(Map<Run, List<Variant>> plan, BiConsumer<Run, Costs> measured) {
    var time = new RunningTime(plan, options.repeats());
    options.tell(time.left());
    plan.forEach(
        (run, variants) -> {
          var rounds = new Rounds<Variant, Cost>(variants, options.repeats(), options.seed());
          rounds.runAll((variant, number) -> measure(run.with(variant), time), () -> false);
          rounds.throwFailure();
          measured.accept(run, new Costs(rounds.results()));
        });
  }

  private Cost measure(Run run, RunningTime time) {
    String what = "%s at side %d".formatted(run.model(), run.side());
    options.tell(
        "%s: %s, %s (%s) …".formatted(run.variant().title(), what, run.precision(), time.left()));
    try {
      return run.measure(log);
    } catch (FramelensException failed) {
      throw new FramelensException("%s: %s".formatted(what, failed.getMessage()), failed);
    } finally {
      time.done(run);
    }
  }
}
