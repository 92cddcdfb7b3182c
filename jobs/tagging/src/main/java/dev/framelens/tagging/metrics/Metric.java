package dev.framelens.tagging.metrics;

import dev.framelens.contract.LedgerPart;

/**
 * Every metric that the job adds to Flink's own. Counts by reason carry the reason as the label
 * {@code reason}.
 */
public enum Metric {
  ARRIVED_FRAMES("arrivedFrames", "count", "frames that came to admission"),
  REJECTED_FRAMES("rejectedFrames", "count", "frames rejected by this operator, by reason"),
  DROPPED_FRAMES("droppedFrames", "count", "frames dropped by this operator, by reason"),
  WAITING_CAMERAS("waitingCameras", "count", "cameras whose newest frame waits for its turn"),
  RUNG("rung", "rung", "the ladder's rung of the last batch; 0 is the pipeline's own side"),
  TAKING("takingMicros", "µs", "wall time of taking in a frame, whether it is answered or not"),
  CLOCK_OFFSET("clockOffsetMicros", "µs", "how far this machine's clock is ahead of the broker's"),
  LABELLED_FRAMES("labelledFrames", "count", "frames that got their labels"),
  BATCH_SIZE(
      "batchSize", "frames", "how many frames shared the model's call, asked once for each frame"),
  INGEST("ingestMicros", "µs", "from capture to the broker's append; 0 where unknown"),
  QUEUE("queueMicros", "µs", "from append (or capture) to the task's hand; 0 where unknown"),
  DECODE_RESIZE("decodeResizeMicros", "µs", "from the task's hand to pixels at the model's side"),
  BATCH("batchMicros", "µs", "waiting for the batch"),
  INFERENCE("inferenceMicros", "µs", "the model's call, shared by the batch"),
  FINISH(
      "finishMicros",
      "µs",
      "from the model's answer to the labels leaving inference, or the order step if there is one"),
  TOTAL("totalMicros", "µs", "all parts of the ledger together"),
  DECODE_RESIZE_CPU(
      "decodeResizeCpuNanos",
      "ns",
      "CPU time of the task's thread in decoding and resizing, summed"),
  INFERENCE_CPU("inferenceCpuNanos", "ns", "CPU time of the task's thread in the model, summed"),
  CACHE_HITS("modelCacheHits", "count", "leases of this operator on a model that was open"),
  CACHE_MISSES("modelCacheMisses", "count", "leases of this operator that loaded their model"),
  CACHE_WAITS("modelCacheWaits", "count", "leases that waited for another's load"),
  JVM_OPEN_MODELS("jvmOpenModels", "count", "models that this JVM holds open"),
  JVM_MODEL_FALLBACKS(
      "jvmModelFallbacks",
      "count",
      "models that compute in fp32 because they cannot as they were asked to"),
  JVM_MODEL_LEASES("jvmModelLeases", "count", "leases on them, of every operator of this JVM"),
  JVM_MODEL_LOADS("jvmModelLoads", "count", "models loaded since this JVM started"),
  JVM_MODEL_BYTES("jvmModelBytes", "bytes", "weights of the open models in native memory"),
  JVM_MODEL_LOAD_MILLIS("jvmModelLoadMillis", "ms", "what the last load took"),
  OPEN_CAMERAS("openCameras", "count", "cameras with a frame in the window of latency"),
  WAITING_LABELS(
      "waitingLabels", "count", "labels that wait for those of earlier frames of their camera"),
  LATE_LABELS(
      "lateLabels", "count", "labels behind those of later frames, which had waited long enough");

  /** The label that carries a reason. */
  public static final String REASON = "reason";

  private final String word;
  private final String unit;
  private final String meaning;

  Metric(String word, String unit, String meaning) {
    this.word = word;
    this.unit = unit;
    this.meaning = meaning;
  }

  /** What tells of a part of the ledger. */
  public static Metric of(LedgerPart part) {
    return switch (part) {
      case INGEST -> INGEST;
      case QUEUE -> QUEUE;
      case DECODE_RESIZE -> DECODE_RESIZE;
      case BATCH -> BATCH;
      case INFERENCE -> INFERENCE;
      case FINISH -> FINISH;
      case TOTAL -> TOTAL;
    };
  }

  /** The name under which Flink reports it, below the operator's scope. */
  public String word() {
    return word;
  }

  public String unit() {
    return unit;
  }

  /** One clause that says what is measured, and from where to where. */
  public String meaning() {
    return meaning;
  }
}
