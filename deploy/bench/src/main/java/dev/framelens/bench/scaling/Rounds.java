package dev.framelens.bench.scaling;

import dev.framelens.contract.FramelensException;
import dev.framelens.model.ModelException;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs a plan round by round, and keeps what was measured when it ends early. */
final class Rounds {
  private final Plan plan;
  private final BiFunction<Setting, String, RunResult> runner;
  private final Results results;
  private final String name;
  private final Consumer<String> progress;
  private final BooleanSupplier stopped;
  private @Nullable RuntimeException failure;

  /**
   * @param runner measures a setting by a pipeline of that name
   * @param name of the pipelines, which get numbers
   */
  Rounds(
      Plan plan,
      BiFunction<Setting, String, RunResult> runner,
      Results results,
      String name,
      Consumer<String> progress,
      BooleanSupplier stopped) {
    this.plan = plan;
    this.runner = runner;
    this.results = results;
    this.name = name;
    this.progress = progress;
    this.stopped = stopped;
  }

  /** Returns whether all was measured; a failure of a run is kept. */
  boolean runAll() {
    int runs = plan.repeats() * plan.settings().size();
    int number = 0;
    try {
      for (int round = 0; round < plan.repeats(); round++) {
        for (Setting setting : plan.round(round)) {
          number++;
          progress.accept("run %d of %d: %s".formatted(number, runs, setting.sentence()));
          RunResult result = runner.apply(setting, "%s-%d".formatted(name, number));
          results.add(setting, result);
          progress.accept(sentence(result.closed()));
        }
      }
      return true;
    } catch (CancellationException asked) {
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

  private static String sentence(Window closed) {
    Double cpu = closed.cpuMillisPerFrame();
    return String.format(
        Locale.ROOT,
        "  %.1f frames a second, CPU %s ms a frame, over %.1f s",
        closed.framesPerSecond(),
        cpu == null ? "unknown" : String.format(Locale.ROOT, "%.2f", cpu),
        closed.seconds());
  }
}
