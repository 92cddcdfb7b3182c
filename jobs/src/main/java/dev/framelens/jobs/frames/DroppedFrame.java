package dev.framelens.jobs.frames;

/**
 * A good frame that was let go on purpose.
 *
 * @param ageMillis how old it was, by the clock that judged it
 */
public record DroppedFrame(FrameId id, String camera, Reason reason, long ageMillis) {

  /** Why a frame was dropped. */
  public enum Reason {
    STALE("stale"),
    OVER_RATE("over-rate"),
    SUPERSEDED("superseded"),
    SHED("shed");

    private final String word;

    Reason(String word) {
      this.word = word;
    }

    /** The word of the contract: the field {@code reason}, and the metric's label. */
    public String word() {
      return word;
    }
  }
}
