package dev.framelens.tagging.resizing;

import dev.framelens.tagging.admission.AdmittedFrame;

/**
 * A frame at the sides that its models want. Nobody decodes it again; it refers to the frame as it
 * was admitted until its batch has run, since a picture that no model can look at is rejected with
 * its bytes as they came.
 *
 * @param rgb for each of the frame's models: {@code uint8 [side, side, 3]}, RGB, rows top to
 *     bottom. <b>Borrowed:</b> the resizer overwrites it with its next frame, so whoever receives
 *     the record reads it at once and keeps no reference.
 * @param resizedAtNanos the monotonic clock of this JVM when the pixels were ready
 */
public record ResizedFrame(AdmittedFrame admitted, byte[][] rgb, long resizedAtNanos) {}
