package dev.framelens.tagging;

import dev.framelens.tagging.admission.AdmissionPolicy;
import dev.framelens.tagging.admission.AdmitFrames;
import dev.framelens.tagging.admission.AdmittedFrame;
import dev.framelens.tagging.admission.RejectedFrame;
import dev.framelens.tagging.inference.LabelledFrame;
import dev.framelens.tagging.latency.MeasureLatency;
import dev.framelens.tagging.resizing.ResizedFrame;
import dev.framelens.tagging.source.ArrivedFrame;
import dev.framelens.tagging.source.Clocks;
import dev.framelens.tagging.spreading.Spreading;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job: frames in, outcomes out, one chain from the source to the writers; with {@code --spread}
 * three: up to admission, up to inference, and from the order step on.
 *
 * <p>Each operator that rejects has a writer of its own: a writer behind the union of three side
 * outputs would have three inputs, and what has several inputs is never chained.
 */
public final class TaggingJob {
  private TaggingJob() {}

  /** The whole job over Kafka, on an environment that is ready to execute it. */
  public static void build(
      StreamExecutionEnvironment environment, JobOptions options, Stages stages, Clocks clocks) {
    configure(environment, options);
    var frames =
        environment
            .fromSource(
                options.source().build(clocks),
                WatermarkStrategy.noWatermarks(),
                "frames",
                TypeInformation.of(ArrivedFrame.class))
            .uid("frames");
    pipeline(frames, stages, Sinks.kafka(options, clocks), options, clocks);
  }

  /** What a job of frames needs, whatever the cluster's defaults are. */
  static void configure(StreamExecutionEnvironment environment, JobOptions options) {
    var settings = new Configuration();
    // Records are shared along the chain: a copy at every hop would copy every picture.
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    // A savepoint finds its operators by uid: one that was forgotten is a failure to build.
    settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, options.checkpointInterval());
    settings.set(
        CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS,
        options.checkpointInterval().dividedBy(2));
    settings.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    // Unaligned checkpoints would write the frames in flight.
    settings.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofSeconds(1));
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofMinutes(1));
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER, 2.0);
    environment.configure(settings);
    options.parallelism().ifPresent(environment::setParallelism);
  }

  /** The chain between source and sinks. */
  static void pipeline(
      DataStream<ArrivedFrame> frames,
      Stages stages,
      Sinks sinks,
      JobOptions options,
      Clocks clocks) {
    var spreading =
        options.spreadWait().map(wait -> Spreading.over(wait, clocks)).orElseGet(Spreading::none);
    var admitted = admit(frames, stages, options);
    var resized = resize(spreading.spread(admitted), stages);
    var inferred = infer(resized, stages);
    var unresizable = resized.getSideOutput(stages.unresizable());
    var unclassifiable = inferred.getSideOutput(stages.unclassifiable());
    var measured =
        measure(spreading.inOrder(inferred, unresizable, unclassifiable), options, clocks);

    write(measured, sinks.labels(), "labels");
    write(measured.getSideOutput(MeasureLatency.WINDOWS), sinks.latency(), "latency");
    write(admitted.getSideOutput(AdmitFrames.DROPPED), sinks.dropped(), "dropped-frames");
    writeRejected(admitted.getSideOutput(AdmitFrames.REJECTED), sinks, "admit");
    writeRejected(unresizable, sinks, "resize");
    writeRejected(unclassifiable, sinks, "infer");
  }

  private static SingleOutputStreamOperator<AdmittedFrame> admit(
      DataStream<ArrivedFrame> frames, Stages stages, JobOptions options) {
    return frames
        .process(
            new AdmitFrames(new AdmissionPolicy(options.limits(), stages.models())),
            TypeInformation.of(AdmittedFrame.class))
        .name("admit")
        .uid("admit");
  }

  private static SingleOutputStreamOperator<ResizedFrame> resize(
      DataStream<AdmittedFrame> admitted, Stages stages) {
    return admitted
        .process(stages.resize(), TypeInformation.of(ResizedFrame.class))
        .name("resize")
        .uid("resize");
  }

  private static SingleOutputStreamOperator<LabelledFrame> infer(
      DataStream<ResizedFrame> resized, Stages stages) {
    return resized
        .transform("infer", TypeInformation.of(LabelledFrame.class), stages.infer())
        .uid("infer");
  }

  private static SingleOutputStreamOperator<LabelledFrame> measure(
      DataStream<LabelledFrame> labelled, JobOptions options, Clocks clocks) {
    return labelled
        .transform(
            "measure",
            TypeInformation.of(LabelledFrame.class),
            new MeasureLatency(options.latencyWindow(), options.maxCameras(), clocks))
        .uid("measure");
  }

  private static <T> void write(DataStream<T> outcomes, Sink<T> sink, String name) {
    outcomes.sinkTo(sink).name(name).uid(name);
  }

  private static void writeRejected(DataStream<RejectedFrame> rejected, Sinks sinks, String by) {
    rejected.sinkTo(sinks.rejected(by)).name("rejected-frames by " + by).uid("rejected-by-" + by);
  }
}
