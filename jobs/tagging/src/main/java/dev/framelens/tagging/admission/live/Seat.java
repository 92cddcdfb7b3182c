package dev.framelens.tagging.admission.live;

import static java.util.Comparator.comparingInt;
import static java.util.Comparator.comparingLong;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** A camera's place in the waiting room. What orders it changes only while its frame is outside. */
final class Seat<F> {
  /** The first is served first. No two seats have the same turn. */
  static final Comparator<Seat<?>> BY_TURN =
      comparingInt((Seat<?> seat) -> seat.priority).reversed().thenComparingLong(seat -> seat.turn);

  static final Comparator<Seat<?>> BY_DEADLINE =
      comparingLong((Seat<?> seat) -> seat.deadlineMicros).thenComparingLong(seat -> seat.turn);

  /** When its camera was served last or, before that, first seen: a count, not a time. */
  long turn;

  int rung;
  private int priority;
  private long deadlineMicros;
  private @Nullable Waiting<F> frame;

  Seat(long turn) {
    this.turn = turn;
  }

  void sit(Waiting<F> newFrame, int newRung) {
    frame = newFrame;
    rung = newRung;
    priority = newFrame.policy().priority();
    deadlineMicros = newFrame.deadlineMicros();
  }

  @Nullable Waiting<F> frame() {
    return frame;
  }

  void empty() {
    frame = null;
  }
}
