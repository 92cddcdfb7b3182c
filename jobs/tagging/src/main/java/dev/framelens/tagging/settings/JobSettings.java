package dev.framelens.tagging.settings;

import dev.framelens.contract.CameraId;
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
 */
public record JobSettings(
    String pipeline,
    KafkaConnection kafka,
    TopicNames topics,
    FrameRange range,
    ModelSettings models,
    InferenceSettings inference,
    AdmissionLimits admission,
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
  }

  /** Suits live cameras. */
  public static JobSettings standard() {
    return new JobSettings(
        "default",
        KafkaConnection.standard(),
        TopicNames.standard(),
        FrameRange.standard(),
        ModelSettings.standard(),
        InferenceSettings.standard(),
        AdmissionLimits.live(),
        LatencySettings.standard(),
        DeliverySettings.standard(),
        SubtaskSettings.standard());
  }

  /** The folder of the models; empty for the machine's own. */
  public Optional<Path> store() {
    return Optional.ofNullable(inference.storeHome()).map(Path::of);
  }

  public JobSettings withPipeline(String pipeline) {
    return new JobSettings(
        pipeline, kafka, topics, range, models, inference, admission, latency, delivery, subtasks);
  }

  public JobSettings withKafka(KafkaConnection kafka) {
    return new JobSettings(
        pipeline, kafka, topics, range, models, inference, admission, latency, delivery, subtasks);
  }

  public JobSettings withTopics(TopicNames topics) {
    return new JobSettings(
        pipeline, kafka, topics, range, models, inference, admission, latency, delivery, subtasks);
  }

  public JobSettings withRange(FrameRange range) {
    return new JobSettings(
        pipeline, kafka, topics, range, models, inference, admission, latency, delivery, subtasks);
  }

  public JobSettings withModels(ModelSettings models) {
    return new JobSettings(
        pipeline, kafka, topics, range, models, inference, admission, latency, delivery, subtasks);
  }

  public JobSettings withInference(InferenceSettings inference) {
    return new JobSettings(
        pipeline, kafka, topics, range, models, inference, admission, latency, delivery, subtasks);
  }

  public JobSettings withAdmission(AdmissionLimits admission) {
    return new JobSettings(
        pipeline, kafka, topics, range, models, inference, admission, latency, delivery, subtasks);
  }

  public JobSettings withDelivery(DeliverySettings delivery) {
    return new JobSettings(
        pipeline, kafka, topics, range, models, inference, admission, latency, delivery, subtasks);
  }

  public JobSettings withSubtasks(SubtaskSettings subtasks) {
    return new JobSettings(
        pipeline, kafka, topics, range, models, inference, admission, latency, delivery, subtasks);
  }
}
