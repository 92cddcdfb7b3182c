package dev.framelens.tagging.spreading;

import dev.framelens.contract.FrameId;
import dev.framelens.tagging.admission.CameraSequence;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts the frames of each camera. Nothing of it outlives an attempt of the job: whatever begins
 * to count again, after a restart or because memory is bounded, begins a run with a new name, so
 * that its numbers are never compared with older ones. For one thread.
 */
final class CameraSequences {
  /** A camera in one partition: only there have its frames an order. */
  private record Lane(String topic, int partition, String camera) {}

  private static final class Run {
    final long name;
    long next;

    Run(long name) {
      this.name = name;
    }
  }

  private final LongSupplier names;
  private final Map<Lane, Run> runs;

  /**
   * Starts with no runs.
   *
   * @param names gives each run a name that no other has, in whatever subtask or attempt
   * @param maxRuns bounds memory; the camera that was silent longest begins a new run when it comes
   *     back
   */
  CameraSequences(LongSupplier names, int maxRuns) {
    this.names = names;
    this.runs =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Lane, Run> eldest) {
            return size() > maxRuns;
          }
        };
  }

  CameraSequence next(FrameId id, String camera) {
    var run =
        runs.computeIfAbsent(
            new Lane(id.topic(), id.partition(), camera), lane -> new Run(names.getAsLong()));
    return new CameraSequence(run.name, run.next++);
  }
}
