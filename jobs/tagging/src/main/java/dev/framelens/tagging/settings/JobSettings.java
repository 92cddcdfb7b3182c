package dev.framelens.tagging.settings;

import dev.framelens.contract.CameraId;
import dev.framelens.contract.DurationText;
import dev.framelens.contract.Task;
import dev.framelens.contract.TopicNames;
import dev.framelens.contract.kafka.KafkaConnection;
import java.nio.file.Path;
import java.util.Optional;

/**
 * All that a tagging job is told. Every part has its own defaults and bounds, and refuses nonsense;
 * start from {@link #standard()} and change what differs.
 *
 * @param pipeline its name, stable across restarts: consumer group, transactions, and a field of
 *     every output
 * @param range which frames are read
 * @param live how labels stay fresh whatever the load; empty to keep all frames, first in, first
 *     out, as history is read
 */
public record JobSettings(
    String pipeline,
    KafkaConnection kafka,
    TopicNames topics,
    FrameRange range,
    ModelSettings models,
    InferenceSettings inference,
    AdmissionLimits admission,
    Optional<LiveSettings> live,
    LatencySettings latency,
    DeliverySettings delivery,
    SubtaskSettings subtasks) {

  public JobSettings {
    CameraId.fault(pipeline)
        .ifPresent(
            fault -> {
              throw new IllegalArgumentException(
                  "pipeline '%s' %s (expected: %s)".formatted(pipeline, fault, CameraId.EXPECTED));
            });
    if (live.isPresent() && range.until().isPresent()) {
      throw new IllegalArgumentException(
          "until %s in a live pipeline (expected: one that keeps all frames, for history is old)"
              .formatted(range.until().get()));
    }
    if (live.isPresent() && !inference.linger().isZero()) {
      throw new IllegalArgumentException(
          "linger %s in a live pipeline (expected: none, for its SLO says how long a frame waits)"
              .formatted(DurationText.of(inference.linger())));
    }
    if (live.isPresent() && live.get().minSidePixels().isPresent()) {
      checkLadder(models.task(), subtasks);
    }
  }

  /** Suits live cameras: their labels are fresh, whatever the load. */
  public static JobSettings standard() {
    return new JobSettings(
        "default",
        KafkaConnection.standard(),
        TopicNames.standard(),
        FrameRange.standard(),
        ModelSettings.standard(),
        InferenceSettings.standard(),
        AdmissionLimits.standard(),
        Optional.of(LiveSettings.standard()),
        LatencySettings.standard(),
        DeliverySettings.standard(),
        SubtaskSettings.standard());
  }

  /** The same for frames that are all to be looked at, first in, first out, however late. */
  public static JobSettings keepAll() {
    return standard().withKeepAll();
  }

  /** The folder of the models; empty for the machine's own. */
  public Optional<Path> store() {
    return Optional.ofNullable(inference.storeHome()).map(Path::of);
  }

  public JobSettings withPipeline(String pipeline) {
    return new JobSettings(
        pipeline, kafka, topics, range, models, inference, admission, live, latency, delivery,
        subtasks);
  }

  public JobSettings withKafka(KafkaConnection kafka) {
    return new JobSettings(
        pipeline, kafka, topics, range, models, inference, admission, live, latency, delivery,
        subtasks);
  }

  public JobSettings withTopics(TopicNames topics) {
    return new JobSettings(
        pipeline, kafka, topics, range, models, inference, admission, live, latency, delivery,
        subtasks);
  }

  public JobSettings withRange(FrameRange range) {
    return new JobSettings(
        pipeline, kafka, topics, range, models, inference, admission, live, latency, delivery,
        subtasks);
  }

  public JobSettings withModels(ModelSettings models) {
    return new JobSettings(
        pipeline, kafka, topics, range, models, inference, admission, live, latency, delivery,
        subtasks);
  }

  public JobSettings withInference(InferenceSettings inference) {
    return new JobSettings(
        pipeline, kafka, topics, range, models, inference, admission, live, latency, delivery,
        subtasks);
  }

  public JobSettings withAdmission(AdmissionLimits admission) {
    return new JobSettings(
        pipeline, kafka, topics, range, models, inference, admission, live, latency, delivery,
        subtasks);
  }

  public JobSettings withLive(LiveSettings live) {
    return withLive(Optional.of(live));
  }

  public JobSettings withKeepAll() {
    return withLive(Optional.empty());
  }

  private JobSettings withLive(Optional<LiveSettings> live) {
    return new JobSettings(
        pipeline, kafka, topics, range, models, inference, admission, live, latency, delivery,
        subtasks);
  }

  private static void checkLadder(Task task, SubtaskSettings subtasks) {
    if (!task.classifies()) {
      throw new IllegalArgumentException(
          "min rho with the task %s (expected: one that classifies, for detectors keep their side)"
              .formatted(task));
    }
    if (subtasks.spreadWait().isPresent()) {
      throw new IllegalArgumentException(
          "min rho with spread frames (expected: frames that stay in the subtask that reads them)");
    }
  }

  public JobSettings withDelivery(DeliverySettings delivery) {
    return new JobSettings(
        pipeline, kafka, topics, range, models, inference, admission, live, latency, delivery,
        subtasks);
  }

  public JobSettings withSubtasks(SubtaskSettings subtasks) {
    return new JobSettings(
        pipeline, kafka, topics, range, models, inference, admission, live, latency, delivery,
        subtasks);
  }
}
