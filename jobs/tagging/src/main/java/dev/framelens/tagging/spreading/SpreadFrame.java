package dev.framelens.tagging.spreading;

import dev.framelens.tagging.admission.AdmittedFrame;
import dev.framelens.tagging.admission.CameraSequence;

/**
 * An encoded frame on its way from the task that read it to the one that will look at it.
 *
 * @param place among its camera's frames
 * @param takenAtMicros microseconds since 1970 by the reader's wall clock, as it took the frame:
 *     its monotonic clock means nothing to another JVM
 */
public record SpreadFrame(AdmittedFrame admitted, CameraSequence place, long takenAtMicros) {}
