package dev.framelens.tagging.inference;

import static java.util.Objects.requireNonNull;

import dev.framelens.contract.FramelensException;
import dev.framelens.contract.ModelKind;
import dev.framelens.model.image.PixelBatch;
import dev.framelens.model.serving.CacheStatus;
import dev.framelens.model.serving.Lease;
import dev.framelens.model.serving.LoadedModel;
import dev.framelens.model.serving.ModelCache;
import dev.framelens.model.serving.ModelFiles;
import dev.framelens.model.serving.Precisions;
import dev.framelens.model.store.ModelStore;
import dev.framelens.model.store.StoredModel;
import dev.framelens.model.weights.ClassLabel;
import dev.framelens.model.weights.DetectionClasses;
import dev.framelens.tagging.admission.ModelChoice;
import dev.framelens.tagging.admission.WarmedCosts;
import dev.framelens.tagging.metrics.CpuMeter;
import dev.framelens.tagging.metrics.Metric;
import dev.framelens.tagging.settings.InferenceSettings;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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
  private final String precision;
  private final CpuMeter cpu;

  /** Those that are warm. For the operator's thread. */
  private final Map<ModelChoice, BatchModel> warm = new HashMap<>();

  /** Given back by another thread too; guarded by itself. */
  private final Map<ModelChoice, Lease> leases = new HashMap<>();

  private boolean closed;

  /** Those that were opened by name, by digest. For the thread that opens. */
  private final Map<String, ModelChoice> opened = new HashMap<>();

  /** Of every model that was ever leased, by digest. */
  private final Map<String, List<ClassLabel>> classes = new ConcurrentHashMap<>();

  private final Map<Lease.Outcome, Counter> outcomes = new EnumMap<>(Lease.Outcome.class);

  LeasedModels(
      ModelCache cache,
      ModelStore store,
      InferenceSettings settings,
      String precision,
      MetricGroup metrics) {
    this.cache = cache;
    this.store = store;
    this.settings = settings;
    this.precision = precision;
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
    warming(choice).forEach(Runnable::run);
    return requireNonNull(warm.get(choice));
  }

  @Override
  public List<Runnable> warming(ModelChoice choice) {
    if (warm.containsKey(choice)) {
      return List.of();
    }
    var warming = new Warming(choice);
    var steps = new ArrayList<Runnable>();
    steps.add(warming::open);
    for (int size = 1; size <= settings.batchSize(); size++) {
      steps.add(warming::lookAtOneMore);
    }
    steps.add(warming::finish);
    return steps;
  }

  @Override
  public ModelChoice open(ModelKind kind, String name) {
    StoredModel stored = store.require(name);
    @Nullable ModelChoice known = opened.get(stored.digest());
    // The same files: they need not be read to know what they are.
    var choice =
        known != null && known.kind() == kind ? known : StoredChoices.of(stored, kind, precision);
    if (isLeased(choice)) {
      return choice;
    }
    Lease lease = lease(choice);
    opened.put(stored.digest(), choice);
    remember(choice, lease);
    lookFirst(lease.model(), choice);
    return choice;
  }

  @Override
  public void requireClasses(ModelChoice detector, List<String> wanted) {
    @Nullable List<ClassLabel> known = classes.get(detector.digest());
    if (known != null) {
      // Which numbers they have is asked again with the first frame.
      var unused = DetectionClasses.indices(known, wanted);
    }
  }

  @Override
  public void retain(Set<ModelChoice> choices) {
    warm.keySet().retainAll(choices);
    // Whoever follows has been opened already: what is kept open for later would be kept for
    // nobody.
    giveBack(choices, Lease::closeForGood);
  }

  /** Gives every lease back; also from another thread, when a class loader goes. */
  @Override
  public void close() {
    synchronized (leases) {
      closed = true;
    }
    giveBack(Set.of(), Lease::close);
  }

  private void giveBack(Set<ModelChoice> kept, Consumer<Lease> how) {
    synchronized (leases) {
      leases.forEach(
          (choice, lease) -> {
            if (!kept.contains(choice)) {
              how.accept(lease);
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
    @Nullable Lease before;
    synchronized (leases) {
      if (closed) {
        lease.close();
        throw new FramelensException("The task that wanted %s is over".formatted(choice.name()));
      }
      before = leases.put(choice, lease);
    }
    if (before != null) { // of one that was opened for this, or could not be warmed
      before.close();
    }
    count(lease.outcome());
    return lease;
  }

  private boolean isLeased(ModelChoice choice) {
    synchronized (leases) {
      return leases.containsKey(choice);
    }
  }

  private void remember(ModelChoice choice, Lease lease) {
    classes.put(choice.digest(), lease.model().labels());
  }

  private BatchModel opened(LoadedModel loaded, ModelChoice choice) {
    return switch (choice.kind()) {
      case CLASSIFIER -> new ClassifyingModel(choice, loaded.classifier(), loaded.labels());
      case DETECTOR -> {
        var detecting = new DetectingModel(loaded, choice);
        // Says before the first frame that there is no such class.
        var unused = detecting.limits(settings.detections());
        yield detecting;
      }
    };
  }

  /** TensorFlow arranges a graph on its first run, which takes longer than some batches. */
  private void lookFirst(LoadedModel loaded, ModelChoice choice) {
    try (var batch = new PixelBatch(1, choice.side())) {
      batch.add(new byte[choice.side() * choice.side() * 3]);
      look(opened(loaded, choice), batch);
    }
  }

  /** Opens a model and runs every batch size once, then the largest again for its time. */
  private final class Warming {
    private final ModelChoice choice;
    private @Nullable BatchModel model;
    private @Nullable PixelBatch batch;

    Warming(ModelChoice choice) {
      this.choice = choice;
    }

    void open() {
      Lease lease = lease(choice);
      remember(choice, lease);
      // Labels say how the model computes, which may be other than was asked.
      var computing = choice.computingIn(lease.model().precision().word());
      model = opened(lease.model(), computing);
      batch = new PixelBatch(settings.batchSize(), choice.side());
    }

    void lookAtOneMore() {
      requireNonNull(batch).add(new byte[choice.side() * choice.side() * 3]);
      look(requireNonNull(model), requireNonNull(batch));
    }

    void finish() {
      BatchModel ready = requireNonNull(model);
      try (var full = requireNonNull(batch)) {
        long start = System.nanoTime();
        look(ready, full);
        WarmedCosts.tell(choice, (System.nanoTime() - start) / 1e3 / settings.batchSize());
      }
      warm.put(
          choice,
          (pictures, labels) -> {
            cpu.start();
            try {
              return ready.look(pictures, labels);
            } finally {
              cpu.stop();
            }
          });
    }
  }

  private void look(BatchModel model, PixelBatch batch) {
    // Warming is all that is asked: what is found in a black picture means nothing.
    var unused = model.look(batch, settings.top());
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
