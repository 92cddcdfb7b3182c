package dev.framelens.tagging.admission.live;

import dev.framelens.tagging.admission.ladder.Smoothed;

/**
 * Decides on the task's one thread when to take frames in and when to serve. A frame that was not
 * taken yet may be newer than the one that waits, so frames are taken in until there is none; yet
 * under a flood there is always one more, so that taking in has an end.
 *
 * <p>It is asked by a mail. Between two mails the task takes one frame where the source's hand-over
 * has one: a mail before which none was taken knows that the hand-over is empty. That says nothing
 * of what the source is fetching, hence the second question, how old the last frame was.
 */
public final class ServeOrTake {
  /** A frame that was appended so lately has nothing behind it in the broker. */
  static final long FRESH_MICROS = 20_000;

  /** A source that gave nothing for so long has nothing. */
  public static final long IDLE_MICROS = 2_000;

  /** However short the last batch was: else a cheap batch would starve the taking in. */
  static final long LEAST_TAKING_MICROS = 20_000;

  private static final double TAKING_WEIGHT = 1.0 / 64;
  private static final long NEVER = Long.MIN_VALUE / 2;

  /** What the task does next. */
  public enum Step {
    /** Serve the next batch. */
    SERVE,
    /** Post the mail again: there may be another frame in the source's hand. */
    LOOK_AGAIN,
    /** Ask again in {@link #IDLE_MICROS}, or by a mail once a frame was taken. */
    WAIT,
    /** Nothing waits and nothing comes: post a mail once a frame was taken. */
    REST
  }

  private final Smoothed takingMicros = new Smoothed(0, TAKING_WEIGHT);
  private boolean resting = true;
  private boolean takenSinceLook;
  private boolean foundEmpty;
  private long lastTakenMicros = NEVER;
  private long lastAppendedMicros = NEVER;
  private long busyUntilMicros = NEVER;
  private long takingSinceMicros = NEVER;
  private long lastBatchMicros;

  /**
   * Whether the source had nothing to give before the frame that is in the hand now: then that
   * frame has not waited for the task. Of the first frame of all nobody can know. Asked before
   * {@link #taken}.
   */
  public boolean sourceWasIdle(long nowMicros) {
    return foundEmpty && lastTakenMicros != NEVER && nowMicros - lastBusyMicros() >= IDLE_MICROS;
  }

  /** A frame was taken in, whatever became of it. */
  public void taken(long appendedAtMicros, long nowMicros) {
    if (resting) {
      takingSinceMicros = nowMicros;
      resting = false;
    } else if (!foundEmpty) {
      // Nothing came between: the task fetched, read and judged this frame all the time.
      takingMicros.add((double) (nowMicros - lastBusyMicros()));
    }
    takenSinceLook = true;
    foundEmpty = false;
    lastTakenMicros = nowMicros;
    lastAppendedMicros = appendedAtMicros;
  }

  /** Answers a mail. */
  public Step look(boolean framesWait, long nowMicros) {
    boolean tookLong =
        nowMicros - takingSinceMicros >= Math.max(lastBatchMicros, LEAST_TAKING_MICROS);
    if (framesWait && tookLong) {
      takenSinceLook = false;
      return Step.SERVE;
    }
    if (takenSinceLook) {
      takenSinceLook = false;
      return Step.LOOK_AGAIN;
    }
    foundEmpty = true;
    if (!framesWait) {
      resting = true;
      return Step.REST;
    }
    boolean upToDate = nowMicros - lastAppendedMicros < FRESH_MICROS;
    boolean idle = nowMicros - lastBusyMicros() >= IDLE_MICROS;
    return upToDate || idle ? Step.SERVE : Step.WAIT;
  }

  /** A batch was served, or a checkpoint's worth of them; taking in begins anew. */
  public void served(long startedMicros, long endedMicros) {
    lastBatchMicros = endedMicros - startedMicros;
    busyUntilMicros = endedMicros;
    takingSinceMicros = endedMicros;
    resting = false;
    // While the batch ran the task could not take: the next mail comes too early to know.
    takenSinceLook = true;
    foundEmpty = false;
  }

  /** What taking in a frame costs, microseconds: fetching, reading, judging, letting go. */
  public double takingMicros() {
    return takingMicros.value();
  }

  private long lastBusyMicros() {
    return Math.max(lastTakenMicros, busyUntilMicros);
  }
}
