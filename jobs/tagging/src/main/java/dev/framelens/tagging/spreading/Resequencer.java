package dev.framelens.tagging.spreading;

import dev.framelens.tagging.admission.CameraSequence;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gives answers out by their places in their cameras' sequences. One that came early waits, but
 * never longer than the bound: then it goes out, and those before it in its run go out when they
 * come, late but not lost. For one thread.
 */
final class Resequencer {
  /**
   * Runs that are known at once, some 10 MB. A camera whose run was forgotten waits once as long as
   * the bound.
   */
  static final int MAX_RUNS = 1 << 16;

  /** There is nothing to wait for. */
  static final long NEVER = Long.MAX_VALUE;

  /** Where answers go. */
  interface Output {
    /**
     * Takes an answer.
     *
     * @param late whether one of a later place went out before
     */
    void answer(Answer answer, boolean late);
  }

  private static final class Run {
    final TreeMap<Long, Answer> waiting = new TreeMap<>();
    long next;
  }

  /** When an answer has waited long enough; those that went out meanwhile are passed over. */
  private record Deadline(long millis, Run run, long number) {
    boolean isPast() {
      return number < run.next;
    }
  }

  private final long waitMillis;
  private final Output output;
  private final Map<Long, Run> runs;

  /** In the order of their times, since all wait equally long. */
  private final Deque<Deadline> deadlines = new ArrayDeque<>();

  private int waiting;

  Resequencer(long waitMillis, int maxRuns, Output output) {
    this.waitMillis = waitMillis;
    this.output = output;
    this.runs =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Long, Run> eldest) {
            return size() > maxRuns && eldest.getValue().waiting.isEmpty();
          }
        };
  }

  void add(Answer answer, long nowMillis) {
    CameraSequence place = answer.place();
    Run run = runs.computeIfAbsent(place.run(), name -> new Run());
    if (place.number() > run.next) {
      run.waiting.put(place.number(), answer);
      waiting++;
      deadlines.add(new Deadline(nowMillis + waitMillis, run, place.number()));
    } else if (place.number() < run.next) {
      output.answer(answer, true);
    } else {
      run.next++;
      output.answer(answer, false);
      giveWaiting(run);
    }
  }

  /** When {@link #expire} has something to do, milliseconds as in {@link #add}; or never. */
  long nextDeadlineMillis() {
    while (!deadlines.isEmpty() && deadlines.element().isPast()) {
      deadlines.remove();
    }
    return deadlines.isEmpty() ? NEVER : deadlines.element().millis();
  }

  /** Gives out what has waited long enough, and what is next thereby. */
  void expire(long nowMillis) {
    while (nextDeadlineMillis() <= nowMillis && !deadlines.isEmpty()) {
      var due = deadlines.remove();
      // Answers of earlier places may wait too: they came later and are not yet due.
      giveThrough(due.run(), due.number());
      giveWaiting(due.run());
    }
  }

  /** Gives out all that waits, each run in its order. */
  void flush() {
    expire(NEVER);
  }

  int waiting() {
    return waiting;
  }

  int knownRuns() {
    return runs.size();
  }

  private void giveThrough(Run run, long number) {
    Iterator<Answer> through = run.waiting.headMap(number, true).values().iterator();
    while (through.hasNext()) {
      give(run, through.next());
      through.remove();
    }
  }

  private void giveWaiting(Run run) {
    while (!run.waiting.isEmpty() && run.waiting.firstKey() == run.next) {
      give(run, run.waiting.pollFirstEntry().getValue());
    }
  }

  private void give(Run run, Answer answer) {
    run.next = answer.place().number() + 1;
    waiting--;
    output.answer(answer, false);
  }
}
