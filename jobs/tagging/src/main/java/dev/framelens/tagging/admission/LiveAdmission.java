package dev.framelens.tagging.admission;

import dev.framelens.contract.DropReason;
import dev.framelens.tagging.admission.ladder.RungCosts;
import dev.framelens.tagging.admission.ladder.Rungs;
import dev.framelens.tagging.admission.live.Batch;
import dev.framelens.tagging.admission.live.ClockOffset;
import dev.framelens.tagging.admission.live.LiveScheduler;
import dev.framelens.tagging.admission.live.RoomLimits;
import dev.framelens.tagging.admission.live.ServeOrTake;
import dev.framelens.tagging.admission.live.Waiting;
import dev.framelens.tagging.source.ArrivedFrame;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Admission of live frames: what is good waits in the waiting room until its camera's turn, and
 * comes out in batches of one rung. Every frame has one outcome. For one thread.
 */
final class LiveAdmission {
  private static final int MAX_CAMERAS = 1 << 16;

  /** Where every frame goes, one way or the other. */
  interface Outcomes {
    void admitted(AdmittedFrame frame);

    void rejected(RejectedFrame frame);

    void dropped(DroppedFrame frame);
  }

  private final Admission admission;
  private final AdmissionPolicies policies;
  private final long sloMicros;
  private final Rungs rungs;
  private final RungCosts costs;
  private final LiveScheduler<AdmittedFrame> scheduler;

  /**
   * What frames of one list of models have in common.
   *
   * @param models of each rung
   */
  private record Lane(RungCosts costs, List<List<ModelChoice>> models) {}

  private final Map<List<ModelChoice>, Lane> lanes = new HashMap<>();
  private final Function<List<ModelChoice>, RungCosts> costsOf;

  private final ClockOffset clockOffset = new ClockOffset();
  private final LongSupplier nanoTime;
  private final Outcomes outcomes;
  private int lastRung;

  /** Of each camera since its last frame that was served. */
  private final Map<String, LetGoCounts> letGo =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, LetGoCounts> eldest) {
          return size() > MAX_CAMERAS;
        }
      };

  /**
   * An empty one.
   *
   * @param policies of the cameras; the pipeline's own, which every camera has at first, is {@code
   *     pipeline}
   * @param costsOf what frames of a list of models cost, as far as anybody knows before the first
   * @param nanoTime the monotonic clock of this JVM
   */
  LiveAdmission(
      AdmissionPolicies policies,
      LivePolicy pipeline,
      Function<List<ModelChoice>, RungCosts> costsOf,
      RoomLimits limits,
      LongSupplier nanoTime,
      Outcomes outcomes) {
    this.admission = new Admission(policies);
    this.policies = policies;
    this.sloMicros = pipeline.sloMicros();
    this.rungs = pipeline.rungs();
    this.costsOf = costsOf;
    this.costs = lane(pipeline.models()).costs();
    this.nanoTime = nanoTime;
    this.outcomes = outcomes;
    this.scheduler = new LiveScheduler<>(rungs, costs, limits, this::letGo);
  }

  /** Takes a frame in. */
  void arrived(ArrivedFrame arrived) {
    long nowMicros = TimeUnit.NANOSECONDS.toMicros(arrived.takenAtNanos());
    boolean appendKnown = arrived.appendTime() && arrived.recordTimeMillis() >= 0;
    if (appendKnown) {
      clockOffset.taken(
          TimeUnit.MILLISECONDS.toMicros(arrived.recordTimeMillis()),
          arrived.takenAtMicros(),
          scheduler.sourceWasIdle(nowMicros));
    }
    var outcome = admission.admit(arrived, clockOffset.offsetMicros());
    if (outcome instanceof Outcome.Admitted admitted) {
      var frame = admitted.frame();
      // A camera's own clock never makes a frame stale.
      long ageMicros = appendKnown ? frame.frame().queueMicros() : 0;
      scheduler.take(
          new Waiting<>(
              frame.frame().camera(),
              policies.policy(frame.frame().camera()).live(),
              lane(frame.models()).costs(),
              nowMicros - ageMicros,
              frame.encoded().length,
              frame),
          nowMicros);
      return;
    }
    scheduler.tookNone(nowMicros);
    if (outcome instanceof Outcome.Rejected rejection) {
      outcomes.rejected(rejection.frame());
    } else if (outcome instanceof Outcome.Dropped drop) {
      drop(drop.frame());
    }
  }

  /** What the task is to do next. */
  ServeOrTake.Step look() {
    return scheduler.look(nowMicros());
  }

  /** Serves the next batch, if anybody still waits. */
  void serve() {
    scheduler.next(nowMicros()).ifPresent(this::serve);
  }

  /** Serves what waits for as long as a checkpoint may take, and lets go of the rest. */
  void drain() {
    long end = LiveScheduler.drainEndMicros(sloMicros, nowMicros());
    for (var batch = scheduler.drain(end, nowMicros());
        batch.isPresent();
        batch = scheduler.drain(end, nowMicros())) {
      serve(batch.get());
    }
  }

  /** The shortest SLO that this machine can hold, microseconds. */
  long leastSloMicros() {
    return scheduler.leastSloMicros();
  }

  /** What a frame takes at the lowest rung, microseconds. */
  double leastFrameMicros() {
    return costs.leastMicros();
  }

  /** For metrics: frames that wait, one of a camera. */
  int waiting() {
    return scheduler.waiting();
  }

  /** For metrics: the rung of the last batch. */
  int lastRung() {
    return lastRung;
  }

  /** For metrics: what taking in a frame costs, microseconds. */
  double takingMicros() {
    return scheduler.takingMicros();
  }

  /** For metrics: how far this machine's clock is ahead of the broker's, microseconds. */
  long clockOffsetMicros() {
    return clockOffset.offsetMicros();
  }

  private void serve(Batch<AdmittedFrame> batch) {
    lastRung = batch.rung();
    var frames = batch.frames();
    long startedMicros = nowMicros();
    for (int index = 0; index < frames.size(); index++) {
      var waited = frames.get(index);
      var admitted = waited.frame();
      var counts = letGo.remove(waited.camera());
      var how =
          new Served(
              batch.rung(),
              waited.policy().sloMicros(),
              index == frames.size() - 1,
              counts == null ? LetGoCounts.NONE : counts);
      // As its camera is configured now: the models of a moment ago may be gone.
      var policy = policies.policy(waited.camera());
      outcomes.admitted(
          new AdmittedFrame(
              admitted.frame().served(how, nanoTime.getAsLong()),
              admitted.encoded(),
              lane(policy.models(admitted.frame().id())).models().get(batch.rung()),
              policy.wanted()));
    }
    scheduler.served(batch, startedMicros, nowMicros());
  }

  private void letGo(Waiting<AdmittedFrame> frame, DropReason reason, long ageMicros) {
    var known = frame.frame().frame();
    long ageMillis = TimeUnit.MICROSECONDS.toMillis(ageMicros);
    drop(new DroppedFrame(known.id(), known.camera(), reason, ageMillis));
  }

  private void drop(DroppedFrame frame) {
    letGo.merge(
        frame.camera(),
        LetGoCounts.NONE.plusOne(frame.reason()),
        (before, one) -> before.plus(one));
    outcomes.dropped(frame);
  }

  private Lane lane(List<ModelChoice> models) {
    var lane = lanes.get(models);
    if (lane == null) {
      lane = new Lane(costsOf.apply(models), LivePolicy.models(models, rungs));
      lanes.put(models, lane);
    }
    return lane;
  }

  private long nowMicros() {
    return TimeUnit.NANOSECONDS.toMicros(nanoTime.getAsLong());
  }
}
