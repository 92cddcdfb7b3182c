package dev.framelens.bench;

import java.util.List;
import java.util.function.ToIntFunction;

/** How long a measurement will take: by a model before its first run, then by what runs took. */
final class RunningTime {
  private static final double START_SECONDS = 8;
  private static final double SMALL_FRAME_SECONDS = 0.001;
  private static final double FRAME_SECONDS = 0.02;
  private static final double SIDE = 224;

  private final long start = System.nanoTime();
  private final double modelled;
  private int runsLeft;
  private double done;

  /** Of runs, each so many times. */
  RunningTime(List<Run> runs, ToIntFunction<Run> times) {
    runsLeft = runs.stream().mapToInt(times).sum();
    modelled = runs.stream().mapToDouble(run -> times.applyAsInt(run) * seconds(run)).sum();
  }

  /** What a run takes on an ordinary processor: a JVM's start, small frames, frames. */
  private static double seconds(Run run) {
    double pixels = Math.pow(run.side() / SIDE, 2);
    return START_SECONDS
        + SMALL_FRAME_SECONDS * run.frames().warmUp()
        + FRAME_SECONDS * pixels * (run.frames().settling() + run.frames().count());
  }

  void done(Run run) {
    runsLeft--;
    done += seconds(run);
  }

  /** For people. */
  String left() {
    double took = done == 0 ? 1 : (System.nanoTime() - start) / 1e9 / done;
    long seconds = Math.round(took * (modelled - done));
    return seconds < 60
        ? "%d runs, about %d s left".formatted(runsLeft, seconds)
        : "%d runs, about %d min left".formatted(runsLeft, Math.round(seconds / 60.0));
  }
}
