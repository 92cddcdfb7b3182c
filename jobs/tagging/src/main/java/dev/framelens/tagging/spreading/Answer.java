package dev.framelens.tagging.spreading;

import dev.framelens.tagging.admission.CameraSequence;
import dev.framelens.tagging.inference.LabelledFrame;
import org.jspecify.annotations.Nullable;

/**
 * What came of a spread frame: its label, or only word that there will be none, so that the frames
 * behind it need not wait.
 *
 * @param label null for a frame that was rejected, whose outcome goes out elsewhere
 * @param answeredAtMicros microseconds since 1970 by the wall clock of the task that looked
 */
public record Answer(
    String camera, CameraSequence place, @Nullable LabelledFrame label, long answeredAtMicros) {}
