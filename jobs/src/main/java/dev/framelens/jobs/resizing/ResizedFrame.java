package dev.framelens.jobs.resizing;

import dev.framelens.jobs.admission.ModelChoice;
import dev.framelens.jobs.frames.Frame;

/**
 * A frame at the side its model wants.
 *
 * @param rgb {@code uint8 [side, side, 3]}, RGB, rows top to bottom. <b>Borrowed:</b> the resizer
 *     overwrites it with its next frame, so whoever receives the record reads it at once and keeps
 *     no reference.
 * @param resizedAtNanos the monotonic clock of this JVM when the pixels were ready
 */
public record ResizedFrame(Frame frame, ModelChoice classifier, byte[] rgb, long resizedAtNanos) {}
