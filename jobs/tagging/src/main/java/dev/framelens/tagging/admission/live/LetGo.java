package dev.framelens.tagging.admission.live;

import dev.framelens.contract.DropReason;

/** Where frames go that are not looked at. */
public interface LetGo<F> {

  /**
   * Takes one, which is its outcome.
   *
   * @param reason {@code SUPERSEDED}, {@code STALE} or {@code SHED}
   * @param ageMicros since its append
   */
  void letGo(Waiting<F> frame, DropReason reason, long ageMicros);
}
