package dev.framelens.tagging.admission;

import dev.framelens.contract.DropReason;

/** How many frames of one camera were let go, by reason. */
public record LetGoCounts(int stale, int overRate, int superseded, int shed) {
  public static final LetGoCounts NONE = new LetGoCounts(0, 0, 0, 0);

  public int of(DropReason reason) {
    return switch (reason) {
      case STALE -> stale;
      case OVER_RATE -> overRate;
      case SUPERSEDED -> superseded;
      case SHED -> shed;
    };
  }

  public LetGoCounts plus(LetGoCounts other) {
    return new LetGoCounts(
        stale + other.stale,
        overRate + other.overRate,
        superseded + other.superseded,
        shed + other.shed);
  }

  LetGoCounts plusOne(DropReason reason) {
    return switch (reason) {
      case STALE -> new LetGoCounts(stale + 1, overRate, superseded, shed);
      case OVER_RATE -> new LetGoCounts(stale, overRate + 1, superseded, shed);
      case SUPERSEDED -> new LetGoCounts(stale, overRate, superseded + 1, shed);
      case SHED -> new LetGoCounts(stale, overRate, superseded, shed + 1);
    };
  }
}
