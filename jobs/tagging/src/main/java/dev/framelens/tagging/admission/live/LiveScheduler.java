package dev.framelens.tagging.admission.live;

import dev.framelens.tagging.admission.ladder.Ladder;
import dev.framelens.tagging.admission.ladder.RungCosts;
import dev.framelens.tagging.admission.ladder.Rungs;
import java.util.Optional;

/**
 * Who is looked at next, at which rung, and when: the waiting room, the ladder and the question of
 * serving or taking in as one. The task tells it of each frame, asks it by mail what to do, runs
 * the batches that it gives, and tells it what they took. For one thread.
 */
public final class LiveScheduler<F> {
  /** A checkpoint waits no longer for frames, whatever the SLO. */
  private static final long LONGEST_DRAIN_MICROS = 1_000_000;

  private final RungCosts costs;
  private final Ladder ladder;
  private final WaitingRoom<F> room;
  private final ServeOrTake serveOrTake = new ServeOrTake();

  /**
   * An idle one.
   *
   * @param costs of the pipeline's own models, for what holds whichever models there are
   */
  public LiveScheduler(Rungs rungs, RungCosts costs, RoomLimits limits, LetGo<F> letGo) {
    this.costs = costs;
    this.ladder = new Ladder(rungs);
    this.room = new WaitingRoom<>(rungs.size(), limits, letGo);
  }

  /**
   * Whether the frame in the hand came right after the source was idle; asked before {@link #take}.
   */
  public boolean sourceWasIdle(long nowMicros) {
    return serveOrTake.sourceWasIdle(nowMicros);
  }

  /** Takes a frame in. */
  public void take(Waiting<F> frame, long nowMicros) {
    int rung =
        ladder.arrived(
            frame.camera(), frame.policy(), frame.costs(), frame.appendedAtMicros(), nowMicros);
    room.take(frame, rung, nowMicros);
    serveOrTake.taken(frame.appendedAtMicros(), nowMicros);
    adjustLadder(nowMicros);
  }

  /** A frame was taken that does not wait: it had its outcome at once. */
  public void tookNone(long nowMicros) {
    serveOrTake.taken(nowMicros, nowMicros);
  }

  /** Answers a mail; where that is to serve, {@link #next} is asked. */
  public ServeOrTake.Step look(long nowMicros) {
    return serveOrTake.look(room.size() > 0, nowMicros);
  }

  /** The frames to look at now; nothing where none waits any more. */
  public Optional<Batch<F>> next(long nowMicros) {
    return room.next(nowMicros);
  }

  /**
   * Learns what became of a batch.
   *
   * @param startedMicros when its first frame was handed on
   * @param endedMicros when its last answer had left
   */
  public void served(Batch<F> batch, long startedMicros, long endedMicros) {
    batch
        .frames()
        .get(0)
        .costs()
        .served(batch.rung(), batch.frames().size(), endedMicros - startedMicros, endedMicros);
    for (var frame : batch.frames()) {
      ladder.answered(frame.ageMicros(endedMicros), frame.policy());
    }
    serveOrTake.served(startedMicros, endedMicros);
    adjustLadder(endedMicros);
  }

  /** When a drain that begins now has to be over, for a pipeline's SLO. */
  public static long drainEndMicros(long sloMicros, long nowMicros) {
    return nowMicros + Math.min(sloMicros, LONGEST_DRAIN_MICROS);
  }

  /**
   * The next frames of a drain, before a barrier or at the end of input. Once nothing is returned
   * the room is empty.
   *
   * @param endMicros of {@link #drainEndMicros} as the drain began
   */
  public Optional<Batch<F>> drain(long endMicros, long nowMicros) {
    return room.nextUntil(endMicros, nowMicros);
  }

  /**
   * The shortest SLO that can be held: a frame may come as another is looked at, wait until frames
   * were taken in, and is then looked at itself.
   */
  public long leastSloMicros() {
    double micros = 2 * costs.leastMicros() + ServeOrTake.LEAST_TAKING_MICROS;
    return (long) Math.ceil(micros / (1 - WaitingRoom.SPARE));
  }

  /** For metrics: the rung of a camera. */
  public int rung(String camera) {
    return ladder.rung(camera);
  }

  /** For metrics: frames that wait. */
  public int waiting() {
    return room.size();
  }

  /** For metrics: what taking in a frame costs, microseconds. */
  public double takingMicros() {
    return serveOrTake.takingMicros();
  }

  private void adjustLadder(long nowMicros) {
    ladder.adjust(
        nowMicros, serveOrTake.takingMicros(), camera -> room.move(camera, ladder.rung(camera)));
  }
}
