package dev.framelens.tagging.admission.live;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The seats whose frames wait: for each rung by turn, and all by deadline, so that whatever is
 * asked costs the logarithm of the cameras.
 */
final class Queues<F> {
  private final List<TreeSet<Seat<F>>> byRung = new ArrayList<>();
  private final TreeSet<Seat<F>> byDeadline = new TreeSet<>(Seat.BY_DEADLINE);

  Queues(int rungs) {
    for (int rung = 0; rung < rungs; rung++) {
      byRung.add(new TreeSet<>(Seat.BY_TURN));
    }
  }

  void enter(Seat<F> seat) {
    byRung.get(seat.rung).add(seat);
    byDeadline.add(seat);
  }

  void leave(Seat<F> seat) {
    byRung.get(seat.rung).remove(seat);
    byDeadline.remove(seat);
  }

  int size() {
    return byDeadline.size();
  }

  /** Whose turn it is; null where nobody waits. */
  @Nullable Seat<F> first() {
    @Nullable Seat<F> first = null;
    for (var queue : byRung) {
      if (!queue.isEmpty() && (first == null || Seat.BY_TURN.compare(queue.first(), first) < 0)) {
        first = queue.first();
      }
    }
    return first;
  }

  /**
   * Who can wait longest by the order of turns.
   *
   * @throws NoSuchElementException where nobody waits
   */
  Seat<F> last() {
    @Nullable Seat<F> last = null;
    for (var queue : byRung) {
      if (!queue.isEmpty() && (last == null || Seat.BY_TURN.compare(queue.last(), last) > 0)) {
        last = queue.last();
      }
    }
    if (last == null) {
      throw new NoSuchElementException("nobody waits");
    }
    return last;
  }

  /** Whose answer is due first; null where nobody waits. */
  @Nullable Seat<F> mostUrgent() {
    return byDeadline.isEmpty() ? null : byDeadline.first();
  }

  /** Those that wait at a rung, by turn. */
  Iterator<Seat<F>> atRung(int rung) {
    return byRung.get(rung).iterator();
  }
}
