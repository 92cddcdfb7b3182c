package dev.framelens.tagging.inference;

import dev.framelens.contract.FramelensException;
import dev.framelens.model.image.PixelBatch;
import dev.framelens.model.serving.CacheStatus;
import dev.framelens.model.serving.Lease;
import dev.framelens.model.serving.LoadedModel;
import dev.framelens.model.serving.ModelCache;
import dev.framelens.model.serving.ModelFiles;
import dev.framelens.model.serving.Precisions;
import dev.framelens.model.store.ModelStore;
import dev.framelens.model.store.StoredModel;
import dev.framelens.tagging.admission.ModelChoice;
import dev.framelens.tagging.admission.WarmedCosts;
import dev.framelens.tagging.metrics.CpuMeter;
import dev.framelens.tagging.metrics.Metric;
import dev.framelens.tagging.settings.InferenceSettings;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * One operator's leases on the JVM's models, one for each choice, counted, and warmed on the
 * operator's own thread: oneDNN keeps its primitives by thread.
 */
final class LeasedModels implements BatchModels {
  private final ModelCache cache;
  private final ModelStore store;
  private final InferenceSettings settings;
  private final CpuMeter cpu;

  /** Those that are warm. For the operator's thread. */
  private final Map<ModelChoice, BatchModel> warm = new HashMap<>();

  /** Given back by another thread too; guarded by itself. */
  private final Map<ModelChoice, Lease> leases = new HashMap<>();

  private final Map<Lease.Outcome, Counter> outcomes = new EnumMap<>(Lease.Outcome.class);

  LeasedModels(
      ModelCache cache, ModelStore store, InferenceSettings settings, MetricGroup metrics) {
    this.cache = cache;
    this.store = store;
    this.settings = settings;
    this.cpu = new CpuMeter(metrics, Metric.INFERENCE_CPU);
    outcomes.put(Lease.Outcome.HIT, metrics.counter(Metric.CACHE_HITS.word()));
    outcomes.put(Lease.Outcome.MISS, metrics.counter(Metric.CACHE_MISSES.word()));
    outcomes.put(Lease.Outcome.WAIT, metrics.counter(Metric.CACHE_WAITS.word()));
    gauge(metrics, Metric.JVM_OPEN_MODELS, CacheStatus::openModels);
    gauge(metrics, Metric.JVM_MODEL_LEASES, CacheStatus::leases);
    gauge(metrics, Metric.JVM_MODEL_LOADS, CacheStatus::loads);
    gauge(metrics, Metric.JVM_MODEL_FALLBACKS, CacheStatus::fallbacks);
    gauge(metrics, Metric.JVM_MODEL_BYTES, CacheStatus::weightBytes);
    gauge(
        metrics,
        Metric.JVM_MODEL_LOAD_MILLIS,
        status -> TimeUnit.NANOSECONDS.toMillis(status.lastLoadNanos()));
  }

  /**
   * The model, leased and warmed at every batch size when it is asked for first.
   *
   * @throws FramelensException where this machine's store lacks the model or has another by its
   *     name
   */
  @Override
  public BatchModel model(ModelChoice choice) {
    @Nullable BatchModel known = warm.get(choice);
    if (known != null) {
      return known;
    }
    Lease lease = lease(choice);
    // Labels say how the model computes, which may be other than was asked.
    var computing = choice.computingIn(lease.model().precision().word());
    BatchModel model =
        switch (choice.kind()) {
          case CLASSIFIER -> classifier(lease.model(), computing);
          case DETECTOR -> new DetectingModel(lease.model(), computing, settings.detections());
        };
    WarmedCosts.tell(choice, warm(model, choice.side()));
    BatchModel metered =
        batch -> {
          cpu.start();
          try {
            return model.look(batch);
          } finally {
            cpu.stop();
          }
        };
    warm.put(choice, metered);
    return metered;
  }

  @Override
  public void retain(Set<ModelChoice> choices) {
    warm.keySet().retainAll(choices);
    giveBack(choices);
  }

  /** Gives every lease back; also from another thread, when a class loader goes. */
  @Override
  public void close() {
    giveBack(Set.of());
  }

  private void giveBack(Set<ModelChoice> kept) {
    synchronized (leases) {
      leases.forEach(
          (choice, lease) -> {
            if (!kept.contains(choice)) {
              lease.close();
            }
          });
      leases.keySet().retainAll(kept);
    }
  }

  private Lease lease(ModelChoice choice) {
    StoredModel stored = store.require(choice.name());
    if (!stored.digest().equals(choice.digest())) {
      throw new FramelensException(
          "%s in %s is %s (expected: %s, which the job was submitted with)"
              .formatted(choice.name(), store.directory(), stored.digest(), choice.digest()));
    }
    var files = ModelFiles.of(stored);
    Lease lease = cache.lease(files, Precisions.of(choice.precision(), files));
    @Nullable Lease unfinished;
    synchronized (leases) {
      unfinished = leases.put(choice, lease);
    }
    if (unfinished != null) { // one that could not be warmed
      unfinished.close();
    }
    count(lease.outcome());
    return lease;
  }

  private BatchModel classifier(LoadedModel loaded, ModelChoice choice) {
    return new ClassifyingModel(choice, loaded.classifier(), loaded.labels(), settings.top());
  }

  /** Runs every batch size once, then the largest again: its wall time for a frame, in µs. */
  private double warm(BatchModel model, int side) {
    var black = new byte[side * side * 3];
    try (var batch = new PixelBatch(settings.batchSize(), side)) {
      for (int size = 1; size <= settings.batchSize(); size++) {
        batch.add(black);
        look(model, batch);
      }
      long start = System.nanoTime();
      look(model, batch);
      return (System.nanoTime() - start) / 1e3 / settings.batchSize();
    }
  }

  private static void look(BatchModel model, PixelBatch batch) {
    // Warming is all that is asked: what is found in a black picture means nothing.
    var unused = model.look(batch);
  }

  private void count(Lease.Outcome outcome) {
    Counter counter = outcomes.get(outcome);
    if (counter != null) {
      counter.inc();
    }
  }

  private void gauge(MetricGroup metrics, Metric metric, ToLongFunction<CacheStatus> value) {
    ModelCache shared = cache;
    metrics.gauge(metric.word(), (Gauge<Long>) () -> value.applyAsLong(shared.status()));
  }
}
