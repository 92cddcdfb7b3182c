package dev.framelens.bench.load;

import dev.framelens.contract.FrameId;
import java.util.Map;

/**
 * Latency of frames that were offered on a schedule, counted from when each should have been sent.
 * Counted from when it was sent, a stall that held the sender back too would be left out of every
 * frame that waited for it: coordinated omission.
 *
 * @param all of the frames that count
 * @param others of all cameras but the first
 */
public record OfferedLatency(LatencyHistogram all, LatencyHistogram others) {
  public OfferedLatency() {
    this(new LatencyHistogram(), new LatencyHistogram());
  }

  /** Of all that was offered and has a label. */
  public static OfferedLatency of(
      Schedule schedule,
      long startNanos,
      Map<FrameId, LoadGenerator.Sent> sent,
      Map<FrameId, Outcomes.Found> found) {
    var latency = new OfferedLatency();
    sent.forEach(
        (frame, offered) -> {
          Outcomes.Found outcome = found.get(frame);
          if (outcome != null && outcome.isLabel() && schedule.measures(offered.due())) {
            latency.labelled(offered.due(), outcome.readAtNanos() - startNanos);
          }
        });
    return latency;
  }

  /** A frame's label was there, so long after the start. */
  void labelled(Schedule.Due due, long afterNanos) {
    all.record(afterNanos - due.afterNanos());
    if (due.camera() > 0) {
      others.record(afterNanos - due.afterNanos());
    }
  }
}
