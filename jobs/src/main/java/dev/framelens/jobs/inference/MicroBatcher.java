package dev.framelens.jobs.inference;

import dev.framelens.jobs.admission.ModelChoice;
import dev.framelens.jobs.frames.Frame;
import dev.framelens.jobs.frames.Ledger;
import dev.framelens.jobs.frames.RejectedFrame;
import dev.framelens.jobs.inference.LabelledFrame.Label;
import dev.framelens.jobs.resizing.ResizedFrame;
import dev.framelens.model.image.PixelBatch;
import dev.framelens.model.mobilenet.ModelFailedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Gathers frames of all cameras into batches, one bucket for each model and side, and runs them. A
 * camera's frames come out in the order they went in: one that changes its bucket takes the old
 * bucket along first. For one thread; owns the batches' native memory.
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
  private final Map<ModelChoice, Bucket> buckets = new LinkedHashMap<>();

  /** The bucket that holds a camera's waiting frames. */
  private final Map<String, Bucket> waiting = new HashMap<>();

  private static final class Bucket {
    final ModelChoice choice;
    final BatchModel model;
    final PixelBatch pixels;
    final List<Waiting> frames = new ArrayList<>();

    Bucket(ModelChoice choice, BatchModel model, PixelBatch pixels) {
      this.choice = choice;
      this.model = model;
      this.pixels = pixels;
    }
  }

  /** What is kept of a frame once its pixels are in the batch. */
  private record Waiting(Frame frame, long resizedAtNanos) {}

  MicroBatcher(int batchSize, BatchModels models, LongSupplier nanoTime, Outcomes outcomes) {
    this.batchSize = batchSize;
    this.models = models;
    this.nanoTime = nanoTime;
    this.outcomes = outcomes;
  }

  /** Makes a choice's bucket ahead of its first frame, which then does not wait for the load. */
  void prepare(ModelChoice choice) {
    bucket(choice);
  }

  /** Takes a frame, and its pixels at once; runs its bucket when that is full. */
  void add(ResizedFrame resized) {
    Bucket bucket = bucket(resized.classifier());
    @Nullable Bucket before = waiting.get(resized.frame().camera());
    if (before != null && before != bucket) {
      run(before);
    }
    bucket.pixels.add(resized.rgb());
    bucket.frames.add(new Waiting(resized.frame(), resized.resizedAtNanos()));
    waiting.put(resized.frame().camera(), bucket);
    if (bucket.frames.size() == batchSize) {
      run(bucket);
    }
  }

  /** Runs every frame that waits. */
  void flush() {
    buckets.values().forEach(this::run);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  @Override
  public void close() {
    buckets.values().forEach(bucket -> bucket.pixels.close());
    buckets.clear();
    waiting.clear();
  }

  private Bucket bucket(ModelChoice choice) {
    Bucket bucket = buckets.get(choice);
    if (bucket == null) {
      bucket = new Bucket(choice, models.model(choice), new PixelBatch(batchSize, choice.side()));
      buckets.put(choice, bucket);
    }
    return bucket;
  }

  private void run(Bucket bucket) {
    if (bucket.frames.isEmpty()) {
      return;
    }
    long start = nanoTime.getAsLong();
    try {
      List<List<Label>> labels = bucket.model.labels(bucket.pixels);
      long end = nanoTime.getAsLong();
      for (int index = 0; index < labels.size(); index++) {
        emit(bucket, index, labels.get(index), labels.size(), start, end);
      }
    } catch (ModelFailedException together) {
      runEach(bucket);
    }
    bucket.frames.forEach(done -> waiting.remove(done.frame.camera()));
    bucket.frames.clear();
    bucket.pixels.clear();
  }

  /** After a failure of the batch: one bad frame must not take its neighbours along. */
  private void runEach(Bucket bucket) {
    try (var single = new PixelBatch(1, bucket.choice.side())) {
      for (int index = 0; index < bucket.frames.size(); index++) {
        single.clear();
        single.add(bucket.pixels, index);
        long start = nanoTime.getAsLong();
        List<Label> labels;
        try {
          labels = bucket.model.labels(single).get(0);
        } catch (ModelFailedException alone) {
          outcomes.failed(
              RejectedFrame.of(
                  bucket.frames.get(index).frame,
                  RejectedFrame.Reason.MODEL_FAILED,
                  "%s: %s".formatted(bucket.choice.name(), alone.getMessage())));
          continue;
        }
        emit(bucket, index, labels, 1, start, nanoTime.getAsLong());
      }
    }
  }

  private void emit(
      Bucket bucket, int index, List<Label> labels, int batch, long startNanos, long endNanos) {
    Waiting done = bucket.frames.get(index);
    Frame frame = done.frame;
    var ledger =
        new Ledger(
            frame.ingestMicros(),
            frame.queueMicros(),
            micros(frame.takenAtNanos(), done.resizedAtNanos),
            micros(done.resizedAtNanos, startNanos),
            micros(startNanos, endNanos),
            micros(endNanos, nanoTime.getAsLong()));
    outcomes.labelled(new LabelledFrame(frame, bucket.choice, labels, batch, ledger));
  }

  private static long micros(long fromNanos, long toNanos) {
    return TimeUnit.NANOSECONDS.toMicros(toNanos - fromNanos);
  }
}
