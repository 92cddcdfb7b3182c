package dev.framelens.tagging.source;

import dev.framelens.contract.FrameId;
import org.jspecify.annotations.Nullable;

/**
 * A record of the frames topic as it reached the task's hand, nothing judged yet: any of it may be
 * nonsense. The arrays are shared, never copied and never changed.
 *
 * @param key the record's key, which should be a camera id in UTF-8
 * @param value the record's value, which should be one JPEG or PNG
 * @param recordTimeMillis the record's timestamp; negative where it has none
 * @param appendTime whether the broker set that timestamp ({@code LogAppendTime})
 * @param captureTime the header {@code ce_time} as it stands
 * @param sequence the header {@code ce_sequence}, where it is a number
 * @param takenAtMicros the wall clock of this machine, microseconds since 1970, as the task took
 *     the record
 * @param takenAtNanos the monotonic clock of this JVM at the same moment
 */
public record ArrivedFrame(
    FrameId id,
    byte @Nullable [] key,
    byte @Nullable [] value,
    long recordTimeMillis,
    boolean appendTime,
    @Nullable String captureTime,
    @Nullable Long sequence,
    long takenAtMicros,
    long takenAtNanos) {}
