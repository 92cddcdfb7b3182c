package dev.framelens.tagging.admission.live;

import dev.framelens.contract.DropReason;
import dev.framelens.tagging.admission.ladder.CameraPolicy;
import dev.framelens.tagging.admission.ladder.RungCosts;
import dev.framelens.tagging.admission.ladder.Rungs;
import dev.framelens.tagging.admission.ladder.Zen3;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A subtask that takes and serves as the scheduler says, on a Zen 3's costs. What an operator does
 * with mails and timers is here a loop: between two looks it takes one frame where there is one.
 */
final class LiveSimulation {
  static final long SLO_MICROS = 250_000;
  static final int MAX_BATCH = 8;
  private static final long BARRIER_MICROS = 1_000_000;
  private static final long FIRST_GUESS_MICROS = 25_000;
  private static final int FRAME_BYTES = 100_000;

  private final Subtask subtask;
  private final Observations observed;
  private final Rungs rungs;
  private final LiveScheduler<Cameras.Arrival> scheduler;
  private final RungCosts costs;
  private final CameraPolicy policy = CameraPolicy.of(SLO_MICROS);
  private final ClockOffset offset = new ClockOffset();
  private final long skewMicros;
  private long barrierMicros;

  /**
   * Makes one.
   *
   * @param skewMicros how far the broker's clock is behind this machine's
   */
  LiveSimulation(Rungs rungs, Subtask subtask, Observations observed, long skewMicros) {
    this.rungs = rungs;
    this.skewMicros = skewMicros;
    this.subtask = subtask;
    this.observed = observed;
    this.costs = new RungCosts(rungs, FIRST_GUESS_MICROS, 2_000);
    this.scheduler =
        new LiveScheduler<>(
            rungs,
            costs,
            new RoomLimits(MAX_BATCH, 1L << 30),
            (frame, reason, age) -> observed.dropped(frame.frame(), reason, subtask.nowMicros()));
    this.barrierMicros = subtask.nowMicros() + BARRIER_MICROS;
  }

  void run() {
    while (!subtask.isOver()) {
      if (subtask.nowMicros() >= barrierMicros) {
        drain();
        barrierMicros += BARRIER_MICROS;
      }
      if (subtask.hasFrame()) {
        take();
      }
      switch (scheduler.look(subtask.nowMicros())) {
        case SERVE -> serve(scheduler.next(subtask.nowMicros()));
        case LOOK_AGAIN -> {}
        case WAIT -> subtask.sleep(ServeOrTake.IDLE_MICROS);
        case REST -> subtask.sleep(BARRIER_MICROS);
      }
    }
    drain();
  }

  private void take() {
    var arrival = subtask.take();
    long now = subtask.nowMicros();
    long stamp = arrival.appendedAtMicros() - skewMicros;
    offset.taken(stamp, now, scheduler.sourceWasIdle(now));
    long appendedAt = now - offset.ageMicros(stamp, now);
    scheduler.take(
        new Waiting<>(arrival.camera(), policy, costs, appendedAt, FRAME_BYTES, arrival), now);
  }

  private void drain() {
    long end = LiveScheduler.drainEndMicros(SLO_MICROS, subtask.nowMicros());
    while (serve(scheduler.drain(end, subtask.nowMicros()))) {
      // The next batch.
    }
  }

  private boolean serve(Optional<Batch<Cameras.Arrival>> next) {
    next.ifPresent(
        batch -> {
          long started = subtask.nowMicros();
          subtask.serve(batch.rung(), batch.frames().size());
          scheduler.served(batch, started, subtask.nowMicros());
          for (var frame : batch.frames()) {
            observed.answered(frame.frame(), rungs.get(batch.rung()), subtask.nowMicros());
          }
        });
    return next.isPresent();
  }

  /** First in, first out, at the top rung, with a maximum age: what a live pipeline is not. */
  static void fifo(Subtask subtask, Observations observed, long maxAgeMicros) {
    while (!subtask.isOver()) {
      List<Cameras.Arrival> batch = new ArrayList<>();
      while (batch.size() < MAX_BATCH && subtask.hasFrame()) {
        var frame = subtask.take();
        if (subtask.nowMicros() - frame.appendedAtMicros() > maxAgeMicros) {
          observed.dropped(frame, DropReason.STALE, subtask.nowMicros());
        } else {
          batch.add(frame);
        }
      }
      if (batch.isEmpty()) {
        subtask.sleep(BARRIER_MICROS);
      } else {
        subtask.serve(0, batch.size());
        batch.forEach(frame -> observed.answered(frame, Zen3.TOP, subtask.nowMicros()));
      }
    }
  }
}
