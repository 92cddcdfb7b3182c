package dev.framelens.tagging.inference;

import dev.framelens.contract.RejectionReason;
import dev.framelens.model.image.PixelBatch;
import dev.framelens.model.mobilenet.ModelFailedException;
import dev.framelens.tagging.admission.AdmittedFrame;
import dev.framelens.tagging.admission.FrameInfo;
import dev.framelens.tagging.admission.FrameModels;
import dev.framelens.tagging.admission.ModelChoice;
import dev.framelens.tagging.admission.RejectedFrame;
import dev.framelens.tagging.resizing.ResizedFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Gathers frames of all cameras into batches, one bucket for each choice of models and sides, and
 * runs them. A camera's frames come out in the order they went in: one that changes its bucket
 * takes the old bucket along first. For one thread; owns the batches' native memory.
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
  private final Map<FrameModels, Bucket> buckets = new LinkedHashMap<>();

  /** The bucket that holds a camera's waiting frames. */
  private final Map<String, Bucket> waiting = new HashMap<>();

  private static final class Bucket {
    final FrameModels models;
    final List<Eye> eyes;
    final List<Waiting> frames = new ArrayList<>();

    Bucket(FrameModels models, List<Eye> eyes) {
      this.models = models;
      this.eyes = eyes;
    }
  }

  /** One of the models that look at the frames of a bucket, and the frames as it sees them. */
  private record Eye(ModelChoice choice, BatchModel model, PixelBatch pixels) {
    BatchLook look(PixelBatch batch) {
      try {
        return model.look(batch);
      } catch (ModelFailedException failed) {
        throw named(failed);
      }
    }

    Seen seen(BatchLook look, int index, FrameInfo frame) {
      try {
        return look.seen(index, frame);
      } catch (ModelFailedException failed) {
        throw named(failed);
      }
    }

    private ModelFailedException named(ModelFailedException failed) {
      return new ModelFailedException(
          "%s: %s".formatted(choice.name(), failed.getMessage()), failed);
    }
  }

  /** What is kept of a frame once its pixels are in the batch. */
  private record Waiting(AdmittedFrame admitted, long resizedAtNanos) {}

  MicroBatcher(int batchSize, BatchModels models, LongSupplier nanoTime, Outcomes outcomes) {
    this.batchSize = batchSize;
    this.models = models;
    this.nanoTime = nanoTime;
    this.outcomes = outcomes;
  }

  /** Makes a bucket ahead of its first frame, which then does not wait for loads. */
  void prepare(FrameModels models) {
    bucket(models);
  }

  /** Takes a frame, and its pixels at once; runs its bucket when that is full. */
  void add(ResizedFrame resized) {
    AdmittedFrame admitted = resized.admitted();
    String camera = admitted.frame().camera();
    Bucket bucket = bucket(admitted.models());
    @Nullable Bucket before = waiting.get(camera);
    if (before != null && before != bucket) {
      run(before);
    }
    for (int eye = 0; eye < bucket.eyes.size(); eye++) {
      bucket.eyes.get(eye).pixels.add(resized.rgb()[eye]);
    }
    bucket.frames.add(new Waiting(admitted, resized.resizedAtNanos()));
    waiting.put(camera, bucket);
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
    buckets.values().forEach(bucket -> bucket.eyes.forEach(eye -> eye.pixels.close()));
    buckets.clear();
    waiting.clear();
  }

  private Bucket bucket(FrameModels choices) {
    Bucket bucket = buckets.get(choices);
    if (bucket == null) {
      var opened = new LinkedHashMap<ModelChoice, BatchModel>();
      choices.choices().forEach(choice -> opened.put(choice, models.model(choice)));
      var eyes = new ArrayList<Eye>();
      opened.forEach(
          (choice, model) ->
              eyes.add(new Eye(choice, model, new PixelBatch(batchSize, choice.side()))));
      bucket = new Bucket(choices, eyes);
      buckets.put(choices, bucket);
    }
    return bucket;
  }

  private void run(Bucket bucket) {
    if (bucket.frames.isEmpty()) {
      return;
    }
    long start = nanoTime.getAsLong();
    try {
      var looks = new ArrayList<BatchLook>();
      bucket.eyes.forEach(eye -> looks.add(eye.look(eye.pixels)));
      long end = nanoTime.getAsLong();
      for (int index = 0; index < bucket.frames.size(); index++) {
        finish(bucket, index, looks, index, bucket.frames.size(), start, end);
      }
    } catch (ModelFailedException together) {
      runEach(bucket);
    }
    bucket.frames.forEach(done -> waiting.remove(done.admitted.frame().camera()));
    bucket.frames.clear();
    bucket.eyes.forEach(eye -> eye.pixels.clear());
  }

  /** After a failure of the batch: one bad frame must not take its neighbours along. */
  private void runEach(Bucket bucket) {
    for (int index = 0; index < bucket.frames.size(); index++) {
      long start = nanoTime.getAsLong();
      var looks = new ArrayList<BatchLook>();
      try {
        for (Eye eye : bucket.eyes) {
          try (var single = new PixelBatch(1, eye.choice.side())) {
            single.add(eye.pixels, index);
            looks.add(eye.look(single));
          }
        }
      } catch (ModelFailedException alone) {
        fail(bucket.frames.get(index), alone);
        continue;
      }
      finish(bucket, index, looks, 0, 1, start, nanoTime.getAsLong());
    }
  }

  /** One frame's outcome; what goes wrong from here on is this frame's alone. */
  private void finish(
      Bucket bucket,
      int index,
      List<BatchLook> looks,
      int picture,
      int batch,
      long startNanos,
      long endNanos) {
    Waiting done = bucket.frames.get(index);
    FrameInfo frame = done.admitted.frame();
    Seen seen = Seen.NOTHING;
    try {
      for (int eye = 0; eye < looks.size(); eye++) {
        seen = seen.and(bucket.eyes.get(eye).seen(looks.get(eye), picture, frame));
      }
    } catch (ModelFailedException senseless) {
      fail(done, senseless);
      return;
    }
    var ledger =
        new Ledger(
            frame.ingestMicros(),
            frame.queueMicros(),
            micros(frame.takenAtNanos(), done.resizedAtNanos),
            micros(done.resizedAtNanos, startNanos),
            micros(startNanos, endNanos),
            micros(endNanos, nanoTime.getAsLong()));
    outcomes.labelled(
        new LabelledFrame(frame, bucket.models, seen.labels(), seen.detections(), batch, ledger));
  }

  private void fail(Waiting failed, ModelFailedException failure) {
    outcomes.failed(
        failed.admitted.rejected(
            RejectionReason.MODEL_FAILED, String.valueOf(failure.getMessage())));
  }

  private static long micros(long fromNanos, long toNanos) {
    return TimeUnit.NANOSECONDS.toMicros(toNanos - fromNanos);
  }
}
