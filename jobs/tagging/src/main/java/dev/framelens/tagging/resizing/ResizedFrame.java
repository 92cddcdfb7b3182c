package dev.framelens.tagging.resizing;

import dev.framelens.tagging.admission.Frame;
import dev.framelens.tagging.admission.FrameModels;

/**
 * A frame at the sides that its models want.
 *
 * @param rgb for each of {@code models.choices()}: {@code uint8 [side, side, 3]}, RGB, rows top to
 *     bottom. <b>Borrowed:</b> the resizer overwrites it with its next frame, so whoever receives
 *     the record reads it at once and keeps no reference.
 * @param resizedAtNanos the monotonic clock of this JVM when the pixels were ready
 */
public record ResizedFrame(Frame frame, FrameModels models, byte[][] rgb, long resizedAtNanos) {}
