package dev.framelens.tagging;

import dev.framelens.tagging.admission.AdmissionPolicy;
import dev.framelens.tagging.admission.AdmitFrames;
import dev.framelens.tagging.admission.AdmitFramesFactory;
import dev.framelens.tagging.admission.AdmitLiveFramesFactory;
import dev.framelens.tagging.admission.AdmittedFrame;
import dev.framelens.tagging.admission.LivePolicy;
import dev.framelens.tagging.admission.PipelinePolicy;
import dev.framelens.tagging.admission.RejectedFrame;
import dev.framelens.tagging.inference.LabelledFrame;
import dev.framelens.tagging.latency.MeasureLatency;
import dev.framelens.tagging.resizing.ResizedFrame;
import dev.framelens.tagging.settings.JobSettings;
import dev.framelens.tagging.settings.LiveSettings;
import dev.framelens.tagging.source.ArrivedFrame;
import dev.framelens.tagging.source.Clocks;
import dev.framelens.tagging.source.ConfigSource;
import dev.framelens.tagging.source.ConfigTopic;
import dev.framelens.tagging.source.FrameSource;
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
      StreamExecutionEnvironment environment, JobSettings settings, Stages stages, Clocks clocks) {
    configure(environment, settings);
    var frames =
        environment
            .fromSource(
                FrameSource.of(settings).build(clocks),
                WatermarkStrategy.noWatermarks(),
                "frames",
                TypeInformation.of(ArrivedFrame.class))
            .uid("frames");
    var configs = ConfigTopic.of(settings.kafka(), settings.topics().config());
    pipeline(frames, configs, stages, Sinks.kafka(settings, clocks), settings, clocks);
  }

  /** What a job of frames needs, whatever the cluster's defaults are. */
  static void configure(StreamExecutionEnvironment environment, JobSettings settings) {
    var flink = new Configuration();
    // Records are shared along the chain: a copy at every hop would copy every picture.
    flink.set(PipelineOptions.OBJECT_REUSE, true);
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    // A savepoint finds its operators by uid: one that was forgotten is a failure to build.
    flink.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    flink.set(
        CheckpointingOptions.CHECKPOINTING_INTERVAL, settings.delivery().checkpointInterval());
    flink.set(
        CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS,
        settings.delivery().checkpointInterval().dividedBy(2));
    flink.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    // Unaligned checkpoints would write the frames in flight.
    flink.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    flink.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofSeconds(1));
    flink.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofMinutes(1));
    flink.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER, 2.0);
    environment.configure(flink);
    settings.subtasks().parallelism().ifPresent(environment::setParallelism);
  }

  /** The chain between source and sinks. */
  static void pipeline(
      DataStream<ArrivedFrame> frames,
      ConfigSource configs,
      Stages stages,
      Sinks sinks,
      JobSettings settings,
      Clocks clocks) {
    var spreading =
        settings
            .subtasks()
            .spreadWait()
            .map(wait -> Spreading.over(wait, clocks))
            .orElseGet(Spreading::none);
    var admitted = admit(frames, configs, stages, settings, clocks);
    var resized = resize(spreading.spread(admitted), stages);
    var inferred = infer(resized, stages);
    var unresizable = resized.getSideOutput(stages.unresizable());
    var unclassifiable = inferred.getSideOutput(stages.unclassifiable());
    var measured =
        measure(spreading.inOrder(inferred, unresizable, unclassifiable), settings, clocks);

    write(measured, sinks.labels(), "labels");
    write(measured.getSideOutput(MeasureLatency.WINDOWS), sinks.latency(), "latency");
    write(admitted.getSideOutput(AdmitFrames.DROPPED), sinks.dropped(), "dropped-frames");
    write(
        admitted.getSideOutput(AdmitFrames.REJECTED_CONFIG),
        sinks.rejectedConfig(),
        "rejected-config");
    writeRejected(admitted.getSideOutput(AdmitFrames.REJECTED), sinks, "admit");
    writeRejected(unresizable, sinks, "resize");
    writeRejected(unclassifiable, sinks, "infer");
  }

  /** Live frames wait their turn here, unless they are spread: no room knows a remote task. */
  private static SingleOutputStreamOperator<AdmittedFrame> admit(
      DataStream<ArrivedFrame> frames,
      ConfigSource configs,
      Stages stages,
      JobSettings settings,
      Clocks clocks) {
    var type = TypeInformation.of(AdmittedFrame.class);
    boolean spread = settings.subtasks().spreadWait().isPresent();
    return frames
        .transform(
            "admit",
            type,
            settings.live().isPresent() && !spread
                ? new AdmitLiveFramesFactory(livePolicy(stages, settings), configs, clocks)
                : new AdmitFramesFactory(fifoPolicy(stages, settings, spread), configs))
        .uid("admit");
  }

  private static LivePolicy livePolicy(Stages stages, JobSettings settings) {
    var live = LivePolicy.admission(policy(stages, settings), settings.live().orElseThrow().slo());
    return new LivePolicy(
        PipelinePolicy.of(live, settings.models()),
        stages.rungs(),
        settings.inference().batchSize());
  }

  private static PipelinePolicy fifoPolicy(Stages stages, JobSettings settings, boolean spread) {
    var slo = settings.live().map(LiveSettings::slo);
    var limits = settings.admission();
    var aged = slo.map(limits::withMaxAge).orElse(limits);
    var policy = PipelinePolicy.of(policy(stages, settings.withAdmission(aged)), settings.models());
    return spread ? policy.spread(slo.isPresent()) : policy;
  }

  private static AdmissionPolicy policy(Stages stages, JobSettings settings) {
    return new AdmissionPolicy(
        settings.admission(), stages.models(), AdmissionPolicy.wanted(settings.inference()));
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
      DataStream<LabelledFrame> labelled, JobSettings settings, Clocks clocks) {
    return labelled
        .transform(
            "measure",
            TypeInformation.of(LabelledFrame.class),
            new MeasureLatency(
                settings.latency().window(), settings.latency().maxCameras(), clocks))
        .uid("measure");
  }

  private static <T> void write(DataStream<T> outcomes, Sink<T> sink, String name) {
    outcomes.sinkTo(sink).name(name).uid(name);
  }

  private static void writeRejected(DataStream<RejectedFrame> rejected, Sinks sinks, String by) {
    rejected.sinkTo(sinks.rejected(by)).name("rejected-frames by " + by).uid("rejected-by-" + by);
  }
}
