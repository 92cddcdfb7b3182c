package dev.framelens.tagging.admission.live;

import dev.framelens.contract.DropReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the newest frame of each camera waits to be looked at. A queue that is longer than what can
 * be served is not patience but age: so the older frame of a camera makes room for its newer one,
 * and a frame that cannot be answered within its SLO any more is let go before anybody decodes it.
 * Every frame has exactly one outcome: a batch, or being let go. For one thread.
 */
public final class WaitingRoom<F> {
  /** Cameras that are remembered, some 10 MB; one that was forgotten stands at the end again. */
  private static final int MAX_CAMERAS = 1 << 16;

  /** A batch may take a quarter of the SLO: so the next one still comes in time. */
  private static final int BATCHES_IN_SLO = 4;

  /**
   * A sixteenth of the SLO is for the record's way to its reader, and for batches slower than most.
   */
  static final double SPARE = 1.0 / 16;

  private static final long NEVER = Long.MAX_VALUE;

  private final RoomLimits limits;
  private final LetGo<F> letGo;
  private final Queues<F> queues;

  /** In the order in which they were heard of last. */
  private final Map<String, Seat<F>> seats =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seat<F>> eldest) {
          return size() > MAX_CAMERAS && eldest.getValue().frame() == null;
        }
      };

  private long turns;
  private long bytes;

  /** Makes an empty room for frames at as many rungs as there are. */
  public WaitingRoom(int rungs, RoomLimits limits, LetGo<F> letGo) {
    this.limits = limits;
    this.letGo = letGo;
    this.queues = new Queues<>(rungs);
  }

  /**
   * Lets a frame in, and others out. A camera that is new stands at the end: else whoever makes up
   * names would always be first.
   *
   * @param rung at which it is to be looked at
   */
  public void take(Waiting<F> frame, int rung, long nowMicros) {
    letStaleGo(nowMicros);
    if (isLate(frame, frame.costs().micros(rung), nowMicros)) {
      letGo(frame, DropReason.STALE, nowMicros);
      return;
    }
    if (frame.bytes() > limits.maxBytes()) {
      // Nobody else has to leave for one that cannot stay.
      letGo(frame, DropReason.SHED, nowMicros);
      return;
    }
    var seat = seats.computeIfAbsent(frame.camera(), camera -> new Seat<>(++turns));
    if (seat.frame() != null) {
      letGo(leave(seat), DropReason.SUPERSEDED, nowMicros);
    }
    seat.sit(frame, rung);
    queues.enter(seat);
    bytes += frame.bytes();
    while (bytes > limits.maxBytes()) {
      letGo(leave(queues.last()), DropReason.SHED, nowMicros);
    }
  }

  /** From now on the camera is looked at on another rung, also in the frame that waits. */
  public void move(String camera, int rung) {
    var seat = seats.get(camera);
    if (seat != null && seat.rung != rung && seat.frame() != null) {
      queues.leave(seat);
      seat.rung = rung;
      queues.enter(seat);
    }
  }

  /**
   * The frames to look at now: that of the camera served longest ago, and of those that follow it
   * at its rung, with its models. Nothing where nobody waits.
   */
  public Optional<Batch<F>> next(long nowMicros) {
    return next(nowMicros, NEVER);
  }

  /**
   * The next frames if their answers will be there by then. If not, all that still waits is let go
   * and nothing is returned, so that nothing waits behind a barrier.
   */
  public Optional<Batch<F>> nextUntil(long endMicros, long nowMicros) {
    return next(nowMicros, endMicros);
  }

  /** Frames that wait. */
  public int size() {
    return queues.size();
  }

  /** Of the pictures that wait. */
  public long bytes() {
    return bytes;
  }

  private Optional<Batch<F>> next(long nowMicros, long endMicros) {
    letStaleGo(nowMicros);
    for (var first = queues.first(); first != null; first = queues.first()) {
      int rung = first.rung;
      var chosen = choose(first);
      double micros = waiting(chosen.get(0)).costs().micros(rung) * chosen.size();
      if (nowMicros + micros > endMicros) {
        shedAll(nowMicros);
      } else if (!letLateGo(chosen, micros, nowMicros)) {
        return Optional.of(serve(rung, chosen));
      }
    }
    return Optional.empty();
  }

  /** Those at the rung of the first whose models cost the same, since they are the same. */
  private List<Seat<F>> choose(Seat<F> first) {
    int rung = first.rung;
    var costs = waiting(first).costs();
    var chosen = new ArrayList<Seat<F>>();
    long most = limits.maxBatch();
    for (var seats = queues.atRung(rung); seats.hasNext() && chosen.size() < most; ) {
      var seat = seats.next();
      if (waiting(seat).costs() != costs) {
        continue;
      }
      most = Math.min(most, maxBatch(waiting(seat), rung));
      if (chosen.size() < most) {
        chosen.add(seat);
      }
    }
    return chosen;
  }

  private long maxBatch(Waiting<F> frame, int rung) {
    double share = (double) frame.policy().sloMicros() / BATCHES_IN_SLO;
    return Math.max(1, (long) (share / frame.costs().micros(rung)));
  }

  private Batch<F> serve(int rung, List<Seat<F>> chosen) {
    var frames = new ArrayList<Waiting<F>>(chosen.size());
    for (var seat : chosen) {
      frames.add(leave(seat));
      seat.turn = ++turns;
    }
    return new Batch<>(rung, frames);
  }

  private boolean letLateGo(List<Seat<F>> chosen, double batchMicros, long nowMicros) {
    boolean any = false;
    for (var seat : chosen) {
      if (isLate(waiting(seat), batchMicros, nowMicros)) {
        letGo(leave(seat), DropReason.STALE, nowMicros);
        any = true;
      }
    }
    return any;
  }

  private void letStaleGo(long nowMicros) {
    for (var seat = queues.mostUrgent();
        seat != null && isLate(waiting(seat), waiting(seat).costs().micros(seat.rung), nowMicros);
        seat = queues.mostUrgent()) {
      letGo(leave(seat), DropReason.STALE, nowMicros);
    }
  }

  private void shedAll(long nowMicros) {
    for (var seat = queues.first(); seat != null; seat = queues.first()) {
      letGo(leave(seat), DropReason.SHED, nowMicros);
    }
  }

  /**
   * Whether the answer would come too late. No more than half the SLO is set aside for it: an
   * estimate that is too high is put right by serving alone, so that a fresh frame is always tried.
   */
  private static boolean isLate(Waiting<?> frame, double expectedMicros, long nowMicros) {
    double slo = frame.policy().sloMicros();
    double expected = Math.min(expectedMicros, slo / 2);
    return nowMicros + expected > frame.deadlineMicros() - slo * SPARE;
  }

  private Waiting<F> leave(Seat<F> seat) {
    queues.leave(seat);
    var frame = waiting(seat);
    seat.empty();
    bytes -= frame.bytes();
    return frame;
  }

  private void letGo(Waiting<F> frame, DropReason reason, long nowMicros) {
    letGo.letGo(frame, reason, frame.ageMicros(nowMicros));
  }

  private static <F> Waiting<F> waiting(Seat<F> seat) {
    @Nullable Waiting<F> frame = seat.frame();
    if (frame == null) {
      throw new IllegalStateException("a seat without a frame waits (expected: one with a frame)");
    }
    return frame;
  }
}
