package dev.framelens.tagging.options;

import dev.framelens.tagging.settings.SubtaskSettings;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether frames leave the subtask that reads them; the second option needs the first. */
final class SpreadOptions {
  @Option(
      names = "--spread",
      required = true,
      description =
          "Deal frames out to all subtasks, for fewer busy partitions than slots. Each camera's"
              + " labels are brought back into order; the way there counts as queue, the way back and"
              + " the wait for earlier frames as finish.")
  private boolean spread;

  @Option(
      names = "--spread-wait",
      paramLabel = "DURATION",
      description =
          "How long a label waits for those of earlier frames of its camera before it goes first"
              + " (default: 500ms and the linger).")
  private @Nullable Duration wait;

  /** How long labels wait for earlier ones; empty where frames are not spread. */
  static Optional<Duration> wait(@Nullable SpreadOptions options, Duration linger) {
    if (options == null || !options.spread) {
      return Optional.empty();
    }
    return Optional.of(options.wait == null ? SubtaskSettings.standardWait(linger) : options.wait);
  }
}
