package dev.framelens.bench;

import dev.framelens.contract.FramelensException;
import dev.framelens.model.serving.ModelFiles;
import dev.framelens.model.serving.Precisions;
import dev.framelens.model.store.ModelStore;
import dev.framelens.model.weights.DetectorFile;
import dev.framelens.model.weights.ModelFile;
import dev.framelens.model.weights.ModelReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Measures what a frame costs in variants, a JVM for each, in turn and repeated. */
public final class FrameCosts {
  private final Path log = StageChild.newLog();
  private final MeasureOptions options;
  private final Factors factors;
  private final Run.Frames frames;

  /** Of the levels of a command's factors. */
  public FrameCosts(MeasureOptions options, Factors factors, Run.Frames frames) {
    this.options = options;
    this.factors = factors;
    this.frames = frames;
  }

  /** Models at every side (a detector's is its own) and precision, in every size of batches. */
  public List<Run> runs(Collection<String> models, List<Integer> batches) {
    var runs = new ArrayList<Run>();
    for (String model : models) {
      var files = ModelFiles.of(ModelStore.standard().require(model));
      ModelFile file = ModelReader.read(files.directory());
      boolean detector = file instanceof DetectorFile;
      for (int side : detector ? List.of(file.trainedSide()) : factors.numbers(Factor.SIDE)) {
        for (String precision : factors.of(Factor.PRECISION)) {
          String word = Precisions.of(precision, files).word();
          for (int batch : batches) {
            runs.add(new Run(Variant.LIMIT, model, detector, side, word, batch, frames));
          }
        }
      }
    }
    return runs.stream().distinct().toList();
  }

  /**
   * Measures runs in variants, one run after the other.
   *
   * @param known hears before each repeat and after the last what a run has cost so far
   */
  public void measure(
      List<Run> runs, Function<Run, List<Variant>> variants, BiConsumer<Run, Costs> known) {
    int repeats = options.repeats();
    var time = new RunningTime(runs, run -> repeats * variants.apply(run).size());
    options.tell(time.left());
    for (Run run : runs) {
      var rounds = new Rounds<Variant, Cost>(variants.apply(run), repeats, options.seed());
      var costs = new Costs(rounds.results(), repeats);
      rounds.runAll(
          (variant, number) -> {
            known.accept(run, costs);
            return measure(run.with(variant), time);
          },
          () -> false);
      rounds.throwFailure();
      known.accept(run, costs);
    }
  }

  private Cost measure(Run run, RunningTime time) {
    String what = "%s at side %d".formatted(run.model(), run.side());
    options.tell(
        "%s: %s, %s (%s) …".formatted(run.variant().title(), what, run.precision(), time.left()));
    try {
      return StageChild.measure(run, log);
    } catch (FramelensException failed) {
      throw new FramelensException("%s: %s".formatted(what, failed.getMessage()), failed);
    } finally {
      time.done(run);
    }
  }
}
