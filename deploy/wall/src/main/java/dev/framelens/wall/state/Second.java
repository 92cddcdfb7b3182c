package dev.framelens.wall.state;

import dev.framelens.contract.DropReason;
import dev.framelens.contract.LedgerPart;
import dev.framelens.contract.RejectionReason;
import dev.framelens.contract.outcomes.Label;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The outcomes of one second. */
final class Second {
  /** In the order of {@link #partMicros}. */
  static final List<LedgerPart> PARTS = List.of(LedgerPart.values());

  final long second;
  final long[] partMicros = new long[PARTS.size()];
  final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
  final Map<RejectionReason, Long> rejected = new EnumMap<>(RejectionReason.class);
  int labels;
  long maxAgeMicros;
  long rungSum;
  int rungs;

  /**
   * Without an outcome yet.
   *
   * @param second since the epoch
   */
  Second(long second) {
    this.second = second;
  }

  void label(Label label) {
    labels++;
    for (int part = 0; part < partMicros.length; part++) {
      partMicros[part] += label.micros(PARTS.get(part));
    }
    maxAgeMicros = Math.max(maxAgeMicros, label.micros(LedgerPart.TOTAL));
    Integer rung = label.rung();
    if (rung != null) {
      rungSum += rung;
      rungs++;
    }
  }

  void drop(DropReason reason) {
    dropped.merge(reason, 1L, Long::sum);
  }

  void reject(RejectionReason reason) {
    rejected.merge(reason, 1L, Long::sum);
  }
}
