package dev.framelens.bench.scaling;

import dev.framelens.contract.FramelensException;
import dev.framelens.model.ModelException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Runs a plan round by round, and keeps what was measured when it ends early. */
final class Rounds {
  private final Plan plan;
  private final BiFunction<Setting, String, Measurement> runner;
  private final Results results;
  private final String name;
  private final PrintWriter err;
  private final BooleanSupplier stopped;
  private @Nullable RuntimeException failure;

  /**
   * @param runner measures a setting by a pipeline of that name
   * @param name of the pipelines, which get numbers
   * @param err for progress
   */
  Rounds(
      Plan plan,
      BiFunction<Setting, String, Measurement> runner,
      Results results,
      String name,
      PrintWriter err,
      BooleanSupplier stopped) {
    this.plan = plan;
    this.runner = runner;
    this.results = results;
    this.name = name;
    this.err = err;
    this.stopped = stopped;
  }

  /** Returns whether all was measured; a failure of a run is kept. */
  boolean runAll() {
    int number = 0;
    try {
      for (int round = 0; round < plan.repeats(); round++) {
        for (Setting setting : plan.round(round)) {
          number++;
          tell("run %d of %d: %s".formatted(number, runs(), setting.sentence()));
          Measurement measured = runner.apply(setting, "%s-%d".formatted(name, number));
          results.add(setting, measured);
          tell(told(measured));
        }
      }
      return true;
    } catch (StoppedException asked) {
      return false;
    } catch (FramelensException | ModelException failed) {
      // Ctrl-C ends the broker and the cluster too, which are children of the same terminal.
      if (!stopped.getAsBoolean()) {
        failure = failed;
      }
      return false;
    }
  }

  /** Why it ended early; null where it did not, or where the user asked. */
  @Nullable RuntimeException failure() {
    return failure;
  }

  private int runs() {
    return plan.repeats() * plan.settings().size();
  }

  private void tell(String line) {
    err.println(line);
    err.flush();
  }

  private static String told(Measurement measured) {
    Window closed = measured.closed();
    Double cpu = closed.cpuMillisPerFrame();
    return String.format(
        Locale.ROOT,
        "  %.1f frames a second, CPU %s ms a frame, over %.1f s",
        closed.framesPerSecond(),
        cpu == null ? "unknown" : String.format(Locale.ROOT, "%.2f", cpu),
        closed.seconds());
  }
}
