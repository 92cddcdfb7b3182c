package dev.framelens.tagging.admission.live;

/**
 * How much a waiting room holds, and how much it gives at once.
 *
 * @param maxBatch frames that share a call at most, at least 1
 * @param maxBytes of all pictures that wait; a single larger one is never let in
 */
public record RoomLimits(int maxBatch, long maxBytes) {
  public RoomLimits {
    if (maxBatch < 1 || maxBytes < 1) {
      throw new IllegalArgumentException(
          "batches of %d and %d bytes (expected: at least 1 each)".formatted(maxBatch, maxBytes));
    }
  }
}
