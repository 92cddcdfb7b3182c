package dev.framelens.tagging.admission;

import dev.framelens.contract.DropReason;
import dev.framelens.contract.FrameId;

/**
 * A good frame that was let go on purpose.
 *
 * @param ageMillis how old it was, by the clock that judged it
 */
public record DroppedFrame(FrameId id, String camera, DropReason reason, long ageMillis) {}
