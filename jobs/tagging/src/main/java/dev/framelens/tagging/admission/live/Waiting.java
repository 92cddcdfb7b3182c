package dev.framelens.tagging.admission.live;

import dev.framelens.tagging.admission.ladder.CameraPolicy;
import dev.framelens.tagging.admission.ladder.RungCosts;

/**
 * A frame that waits for its turn.
 *
 * @param policy its camera's, as the frame came
 * @param costs of the models that look at it: frames with the same costs share batches
 * @param appendedAtMicros when the broker appended it, told on the task's own clock: the time of
 *     the task's hand less its age
 * @param bytes of the encoded picture
 */
public record Waiting<F>(
    String camera,
    CameraPolicy policy,
    RungCosts costs,
    long appendedAtMicros,
    int bytes,
    F frame) {

  long ageMicros(long nowMicros) {
    return Math.max(0, nowMicros - appendedAtMicros);
  }

  /** After that nobody wants the answer. */
  long deadlineMicros() {
    return appendedAtMicros + policy.sloMicros();
  }
}
