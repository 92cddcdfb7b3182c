package dev.framelens.bench.scaling;

import dev.framelens.bench.Factor;
import dev.framelens.contract.Task;
import dev.framelens.contract.TopicNames;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.model.store.StoredModel;
import dev.framelens.runtime.cluster.Installation;
import dev.framelens.runtime.submission.Submission;
import dev.framelens.tagging.JobModels;
import dev.framelens.tagging.settings.AdmissionLimits;
import dev.framelens.tagging.settings.Delivery;
import dev.framelens.tagging.settings.DeliverySettings;
import dev.framelens.tagging.settings.FramePosition;
import dev.framelens.tagging.settings.FrameRange;
import dev.framelens.tagging.settings.InferenceSettings;
import dev.framelens.tagging.settings.JobSettings;
import dev.framelens.tagging.settings.ModelSettings;
import dev.framelens.tagging.settings.PrecisionChoice;
import dev.framelens.tagging.settings.SubtaskSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.jspecify.annotations.Nullable;

/**
 * How the job of a setting is made.
 *
 * @param store folder of the models, here and as the TaskManagers see it; null for the standard one
 * @param models by name
 */
record BenchJob(@Nullable Path store, Function<String, StoredModel> models) {

  private static final Duration CHECKPOINTS = Duration.ofSeconds(10);

  /** As the job checks it: a level that is out of range is an IllegalArgumentException. */
  JobSettings settings(Setting setting, KafkaConnection kafka, TopicNames topics, String pipeline) {
    var linger = (Duration) setting.value(Factor.LINGER);
    var subtasks = SubtaskSettings.of(setting.parallelism());
    var inference =
        InferenceSettings.standard()
            .withBatchSize((int) setting.value(Factor.BATCH_SIZE))
            .withLinger(linger);
    return JobSettings.keepAll()
        .withPipeline(pipeline)
        .withKafka(kafka)
        .withTopics(topics)
        .withRange(FrameRange.from(FramePosition.EARLIEST))
        .withAdmission(AdmissionLimits.history())
        .withModels(
            new ModelSettings(
                (Task) setting.value(Factor.TASK),
                setting.text(Factor.MODEL),
                setting.text(Factor.DETECTOR),
                setting.levels().containsKey(Factor.SIDE)
                    ? OptionalInt.of((int) setting.value(Factor.SIDE))
                    : OptionalInt.empty(),
                (PrecisionChoice) setting.value(Factor.PRECISION)))
        .withInference(store == null ? inference : inference.withStoreHome(store.toString()))
        .withDelivery(new DeliverySettings(CHECKPOINTS, (Delivery) setting.value(Factor.DELIVERY)))
        .withSubtasks(
            setting.spreads()
                ? subtasks.withSpread(SubtaskSettings.standardWait(linger))
                : subtasks);
  }

  JobID submit(String jobManager, JobSettings settings) {
    Path jar = Installation.ofThisProgram().jobJar();
    return new Submission(jobManager, jar, SavepointRestoreSettings.none(), Map.of())
        .submit(settings, JobModels.of(settings, models))
        .getJobID();
  }
}
