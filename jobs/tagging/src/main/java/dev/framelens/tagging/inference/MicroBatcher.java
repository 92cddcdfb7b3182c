package dev.framelens.tagging.inference;

import dev.framelens.tagging.admission.ModelChoice;
import dev.framelens.tagging.admission.RejectedFrame;
import dev.framelens.tagging.resizing.ResizedFrame;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gathers frames of all cameras into batches, one bucket for each list of model choices. A camera's
 * frames come out in the order they went in: before one of them goes into another bucket, the
 * bucket with those ahead of it runs. For one thread; owns the buckets.
 *
 * <p>Frames that a classifier and a detector look at wait for both in one bucket, so that a frame
 * has one batch, one outcome and one place in its camera's order.
 */
final class MicroBatcher implements AutoCloseable {

  /** Where every frame ends, one way or the other. */
  interface Outcomes {
    void labelled(LabelledFrame frame);

    void failed(RejectedFrame frame);
  }

  private final int batchSize;
  private final BatchModels models;
  private final LongSupplier nanoTime;
  private final Outcomes outcomes;
  private final Map<List<ModelChoice>, Bucket> buckets = new LinkedHashMap<>();

  /** The bucket that holds a camera's waiting frames. */
  private final Map<String, Bucket> waiting = new HashMap<>();

  MicroBatcher(int batchSize, BatchModels models, LongSupplier nanoTime, Outcomes outcomes) {
    this.batchSize = batchSize;
    this.models = models;
    this.nanoTime = nanoTime;
    this.outcomes = outcomes;
  }

  /** Makes a bucket ahead of its first frame, which then does not wait for loads. */
  void prepare(List<ModelChoice> choices) {
    bucket(choices);
  }

  /** The same in small calls, between which other frames may come. */
  List<Runnable> preparations(List<ModelChoice> choices) {
    var steps = new ArrayList<Runnable>();
    choices.forEach(choice -> steps.addAll(models.warming(choice)));
    steps.add(() -> prepare(choices));
    return steps;
  }

  /** Takes a frame, and its pixels at once; runs its bucket when that is full. */
  void add(ResizedFrame resized) {
    String camera = resized.admitted().frame().camera();
    Bucket bucket = bucket(resized.admitted().models());
    @Nullable Bucket before = waiting.get(camera);
    if (before != null && before != bucket) {
      run(before);
    }
    bucket.add(resized);
    waiting.put(camera, bucket);
    if (bucket.isFull()) {
      run(bucket);
    }
  }

  /** Runs every frame that waits. */
  void flush() {
    buckets.values().forEach(Bucket::run);
    waiting.clear();
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /**
   * Gives back what none of these lists names any more: first runs the frames that wait for it,
   * then lets the buckets go, then the models. A list that comes back opens its models anew.
   */
  void retain(Collection<List<ModelChoice>> lists) {
    var kept = Set.copyOf(lists);
    buckets
        .entrySet()
        .removeIf(
            entry -> {
              if (kept.contains(entry.getKey())) {
                return false;
              }
              run(entry.getValue());
              entry.getValue().close();
              return true;
            });
    models.retain(kept.stream().flatMap(List::stream).collect(Collectors.toSet()));
  }

  @Override
  public void close() {
    buckets.values().forEach(Bucket::close);
    buckets.clear();
    waiting.clear();
  }

  private Bucket bucket(List<ModelChoice> choices) {
    Bucket bucket = buckets.get(choices);
    if (bucket == null) {
      bucket = Bucket.open(choices, batchSize, models, nanoTime, outcomes);
      buckets.put(List.copyOf(choices), bucket);
    }
    return bucket;
  }

  private void run(Bucket bucket) {
    bucket.run();
    waiting.values().removeIf(holder -> holder == bucket);
  }
}
