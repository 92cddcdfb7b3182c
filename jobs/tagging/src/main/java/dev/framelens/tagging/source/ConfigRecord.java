package dev.framelens.tagging.source;

import dev.framelens.contract.FrameId;
import org.jspecify.annotations.Nullable;

/**
 * A record of the topic of configurations, nothing judged yet: any of it may be nonsense. The
 * arrays are shared, never copied and never changed.
 *
 * @param origin where it lies
 * @param key which should be a camera's id, or that of every camera
 * @param value which should be a configuration; null to go back to the default
 */
public record ConfigRecord(FrameId origin, byte @Nullable [] key, byte @Nullable [] value) {}
