package dev.framelens.tagging.settings;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How many subtasks there are, and which frames each has.
 *
 * @param parallelism subtasks; empty for the cluster's number
 * @param spreadWait where frames are dealt out to all subtasks: how long a label waits for those of
 *     earlier frames of its camera; empty where frames stay in the subtask that reads them
 */
public record SubtaskSettings(OptionalInt parallelism, Optional<Duration> spreadWait) {
  private static final int MOST = 32_768; // Flink's own bound
  private static final Duration STANDARD_WAIT = Duration.ofMillis(500);

  public SubtaskSettings {
    parallelism.ifPresent(subtasks -> Ranges.check("parallelism", subtasks, 1, MOST));
    spreadWait.ifPresent(wait -> Ranges.checkAtLeast("spread wait", wait, Duration.ofMillis(1)));
  }

  public static SubtaskSettings standard() {
    return new SubtaskSettings(OptionalInt.empty(), Optional.empty());
  }

  /** How long spread labels wait where nobody says: longer than a batch may take. */
  public static Duration standardWait(Duration linger) {
    return STANDARD_WAIT.plus(linger);
  }

  /** So many, each with the frames that it reads. */
  public static SubtaskSettings of(int parallelism) {
    return new SubtaskSettings(OptionalInt.of(parallelism), Optional.empty());
  }

  public SubtaskSettings withSpread(Duration wait) {
    return new SubtaskSettings(parallelism, Optional.of(wait));
  }
}
