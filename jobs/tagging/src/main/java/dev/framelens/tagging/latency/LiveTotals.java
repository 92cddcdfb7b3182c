package dev.framelens.tagging.latency;

import dev.framelens.tagging.admission.LetGoCounts;
import dev.framelens.tagging.admission.Served;
import org.jspecify.annotations.Nullable;

/** Where the live frames of a window stood on the ladder, and what was let go before them. */
final class LiveTotals {
  private long frames;
  private long rungs;
  private LetGoCounts letGo = LetGoCounts.NONE;

  void add(Served served) {
    frames++;
    rungs += served.rung();
    if (!served.letGo().equals(LetGoCounts.NONE)) {
      letGo = letGo.plus(served.letGo());
    }
  }

  /** Null where no frame was live. */
  @Nullable Double meanRung() {
    return frames == 0 ? null : (double) rungs / frames;
  }

  LetGoCounts letGo() {
    return letGo;
  }

  void reset() {
    frames = 0;
    rungs = 0;
    letGo = LetGoCounts.NONE;
  }
}
