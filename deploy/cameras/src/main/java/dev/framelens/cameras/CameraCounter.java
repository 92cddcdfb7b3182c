package dev.framelens.cameras;

import java.util.concurrent.atomic.LongAdder;

/** Counts one camera's frames. Thread-safe: Kafka confirms on its own thread. */
final class CameraCounter {
  private final LongAdder sent = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder skipped = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  void sent(int size) {
    sent.increment();
    bytes.add(size);
  }

  /** A frame above the camera's rate. */
  void skipped(long frames) {
    skipped.add(frames);
  }

  void dropped() {
    dropped.increment();
  }

  CameraCounts counts() {
    return new CameraCounts(sent.sum(), dropped.sum(), skipped.sum(), bytes.sum());
  }
}
