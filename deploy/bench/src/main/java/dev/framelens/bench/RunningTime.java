package dev.framelens.bench;

import java.util.Collection;

/** How long a measurement will take: by a model before its first run, then by what runs took. */
final class RunningTime {
  private static final double START_SECONDS = 8;
  private static final double SMALL_FRAME_SECONDS = 0.001;
  private static final double FRAME_SECONDS = 0.02;
  private static final double SIDE = 224;

  private final long start = System.nanoTime();
  private final double modelled;
  private double done;

  /** Of all runs that there will be. */
  RunningTime(Collection<Run> runs) {
    modelled = runs.stream().mapToDouble(RunningTime::seconds).sum();
  }

  /** What a run takes on an ordinary processor: a JVM's start, small frames, frames. */
  private static double seconds(Run run) {
    double pixels = Math.pow(run.side() / SIDE, 2);
    return START_SECONDS
        + SMALL_FRAME_SECONDS * run.warmUp()
        + FRAME_SECONDS * pixels * (run.settling() + run.frames());
  }

  void done(Run run) {
    done += seconds(run);
  }

  /** For people. */
  String left() {
    double took = done == 0 ? 1 : (System.nanoTime() - start) / 1e9 / done;
    long seconds = Math.round(took * (modelled - done));
    return seconds < 60
        ? "about %d s left".formatted(seconds)
        : "about %d min left".formatted(Math.round(seconds / 60.0));
  }
}
