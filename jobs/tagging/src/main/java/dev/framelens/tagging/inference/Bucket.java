package dev.framelens.tagging.inference;

import dev.framelens.contract.RejectionReason;
import dev.framelens.model.image.PixelBatch;
import dev.framelens.model.mobilenet.ModelFailedException;
import dev.framelens.tagging.admission.AdmittedFrame;
import dev.framelens.tagging.admission.ModelChoice;
import dev.framelens.tagging.resizing.ResizedFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The frames that the same models will look at, at the same sides: gathers them, and runs them as
 * one batch. Every frame has one outcome of all its models together. For one thread; owns the
 * batch's native memory.
 */
final class Bucket implements AutoCloseable {
  private final int capacity;
  private final List<BucketModel> models;
  private final LongSupplier nanoTime;
  private final MicroBatcher.Outcomes outcomes;
  private final List<Waiting> frames = new ArrayList<>();

  /** What is kept of a frame once its pixels are in the batch. */
  private record Waiting(AdmittedFrame admitted, long resizedAtNanos) {
    int labels() {
      return admitted.wanted().labels();
    }
  }

  private Bucket(
      int capacity,
      List<BucketModel> models,
      LongSupplier nanoTime,
      MicroBatcher.Outcomes outcomes) {
    this.capacity = capacity;
    this.models = models;
    this.nanoTime = nanoTime;
    this.outcomes = outcomes;
  }

  /** An empty one. Each choice has pixels of its own, in the order of the list. */
  static Bucket open(
      List<ModelChoice> choices,
      int capacity,
      BatchModels models,
      LongSupplier nanoTime,
      MicroBatcher.Outcomes outcomes) {
    var opened = new ArrayList<BatchModel>();
    choices.forEach(choice -> opened.add(models.model(choice)));
    var seeing = new ArrayList<BucketModel>();
    for (int index = 0; index < choices.size(); index++) {
      ModelChoice choice = choices.get(index);
      seeing.add(
          new BucketModel(choice, opened.get(index), new PixelBatch(capacity, choice.side())));
    }
    return new Bucket(capacity, seeing, nanoTime, outcomes);
  }

  /** Takes a frame, and its pixels at once. */
  void add(ResizedFrame resized) {
    for (int index = 0; index < models.size(); index++) {
      models.get(index).pixels().add(resized.rgb()[index]);
    }
    frames.add(new Waiting(resized.admitted(), resized.resizedAtNanos()));
  }

  boolean isFull() {
    return frames.size() == capacity;
  }

  /** Gives every frame its outcome, and is empty. */
  void run() {
    if (frames.isEmpty()) {
      return;
    }
    try {
      runTogether();
    } catch (ModelFailedException together) {
      runEach();
    }
    frames.clear();
    models.forEach(model -> model.pixels().clear());
  }

  @Override
  public void close() {
    models.forEach(model -> model.pixels().close());
  }

  private void runTogether() {
    long start = nanoTime.getAsLong();
    var results = new ArrayList<BatchResult>(models.size());
    int labels = frames.stream().mapToInt(Waiting::labels).max().orElse(1);
    models.forEach(model -> results.add(model.look(labels)));
    var call = new ModelCall(frames.size(), start, nanoTime.getAsLong());
    for (int index = 0; index < frames.size(); index++) {
      finish(frames.get(index), results, index, call);
    }
  }

  /** After a failure of the batch: one bad frame must not take its neighbours along. */
  private void runEach() {
    for (int index = 0; index < frames.size(); index++) {
      long start = nanoTime.getAsLong();
      var results = new ArrayList<BatchResult>(models.size());
      try {
        for (BucketModel model : models) {
          results.add(model.lookAlone(index, frames.get(index).labels()));
        }
      } catch (ModelFailedException alone) {
        fail(frames.get(index), alone);
        continue;
      }
      finish(frames.get(index), results, 0, new ModelCall(1, start, nanoTime.getAsLong()));
    }
  }

  /** One frame's outcome; what goes wrong from here on is this frame's alone. */
  private void finish(Waiting done, List<BatchResult> results, int picture, ModelCall call) {
    var frame = done.admitted.frame();
    var findings = new ArrayList<Findings>(models.size());
    try {
      for (int index = 0; index < models.size(); index++) {
        findings.add(models.get(index).findings(results.get(index), picture, done.admitted));
      }
    } catch (ModelFailedException senseless) {
      fail(done, senseless);
      return;
    }
    var ledger = Ledger.of(frame, done.resizedAtNanos, call, nanoTime.getAsLong());
    outcomes.labelled(new LabelledFrame(frame, findings, call.frames(), ledger));
  }

  private void fail(Waiting failed, ModelFailedException failure) {
    outcomes.failed(
        failed.admitted.rejected(
            RejectionReason.MODEL_FAILED, String.valueOf(failure.getMessage())));
  }
}
