package dev.framelens.tagging;

import static dev.framelens.tagging.TestFrames.arrival;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.framelens.tagging.admission.DroppedFrame;
import dev.framelens.tagging.admission.RejectedConfig;
import dev.framelens.tagging.admission.RejectedFrame;
import dev.framelens.tagging.inference.InferFrames;
import dev.framelens.tagging.inference.InferWithTestWeights;
import dev.framelens.tagging.inference.LabelledFrame;
import dev.framelens.tagging.latency.LatencyWindow;
import dev.framelens.tagging.outcomes.TestRecords;
import dev.framelens.tagging.resizing.ResizeFrames;
import dev.framelens.tagging.settings.JobSettings;
import dev.framelens.tagging.settings.SubtaskSettings;
import dev.framelens.tagging.source.ArrivedFrame;
import dev.framelens.tagging.source.Clocks;
import dev.framelens.tagging.source.ConfigSource;
import dev.framelens.testing.Pictures;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a frame allocates on the heap of the task's thread, from the record in the task's hand to
 * the record for the labels topic: the whole chain in Flink, TensorFlow's decoder and a real
 * network. The thread's own counter tells; unlike time it does not depend on who else is at work.
 */
@Tag("native")
class AllocationTest {
  private static final int SIDE = 128;
  private static final int WARM_UP_FRAMES = 400;
  private static final int MEASURED_FRAMES = 400;

  @RegisterExtension
  static final MiniClusterExtension FLINK =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(1)
              .build());

  /**
   * The bar is 1.5 × the JPEG + 16 kB with the array that Kafka's client makes of the record, which
   * is 1.0 × the JPEG and not made here.
   */
  @ParameterizedTest
  @CsvSource({"640, 360", "1280, 720", "1920, 1080"})
  void aFrameAllocatesAtMostHalfItsJpegAndSixteenKilobytes(int width, int height) throws Exception {
    byte[] jpeg = Pictures.jpeg(Pictures.gradient(width, height));

    run(jpeg);

    assertThat(Meter.arrivalThread).as("one thread").isEqualTo(Meter.labelThread);
    assertThat(Meter.lastRecordBytes).isPositive();
    assertThat(Meter.bytesPerFrame())
        .as("bytes for a frame whose JPEG has %d", jpeg.length)
        .isPositive()
        .isLessThanOrEqualTo(jpeg.length / 2L + 16_000);
  }

  private static void run(byte[] jpeg) throws Exception {
    Meter.reset();
    var settings = JobSettings.keepAll().withSubtasks(SubtaskSettings.of(1));
    var infer = new InferWithTestWeights(settings.inference(), SIDE);
    var stages =
        new Stages(
            infer.models(),
            new ResizeFrames(List.of(infer.models()), 0.25, Clocks.system()),
            ResizeFrames.REJECTED,
            infer,
            InferFrames.REJECTED);
    var environment = StreamExecutionEnvironment.getExecutionEnvironment();
    TaggingJob.configure(environment, settings);
    var frames =
        environment
            .fromSequence(1, WARM_UP_FRAMES + MEASURED_FRAMES)
            .uid("numbers")
            .map(new Arrivals(jpeg), TypeInformation.of(ArrivedFrame.class))
            .uid("frames");
    TaggingJob.pipeline(
        frames, ConfigSource.none(), stages, new MeteredSinks(), settings, Clocks.system());
    environment.execute("allocation");
  }

  /** Counts at the end of the chain; the job runs in this JVM. */
  private static final class Meter {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static volatile long arrivalThread;
    static volatile long labelThread;

    /** Kept so that no compiler can leave the record out. */
    static volatile int lastRecordBytes;

    private static volatile long before;
    private static volatile long after;

    static void reset() {
      before = 0;
      after = 0;
    }

    static void labelled(int frames, int recordBytes) {
      lastRecordBytes = recordBytes;
      labelThread = Thread.currentThread().getId();
      if (frames == WARM_UP_FRAMES) {
        before = THREADS.getThreadAllocatedBytes(labelThread);
      } else if (frames == WARM_UP_FRAMES + MEASURED_FRAMES) {
        after = THREADS.getThreadAllocatedBytes(labelThread);
      }
    }

    static long bytesPerFrame() {
      return (after - before) / MEASURED_FRAMES;
    }
  }

  /** The same picture again and again, in an array that costs nothing. */
  private record Arrivals(byte[] jpeg) implements MapFunction<Long, ArrivedFrame> {
    private static final long serialVersionUID = 1L;

    @Override
    public ArrivedFrame map(Long offset) {
      Meter.arrivalThread = Thread.currentThread().getId();
      return arrival().value(jpeg).at(offset);
    }
  }

  /** Turns labels into records and forgets them; there is nothing else to write. */
  private static final class MeteredSinks implements Sinks {
    private final Sinks others = new CollectingSinks();

    @Override
    public Sink<LabelledFrame> labels() {
      return new Metered(TestRecords.labels());
    }

    @Override
    public Sink<DroppedFrame> dropped() {
      return others.dropped();
    }

    @Override
    public Sink<RejectedFrame> rejected(String by) {
      return others.rejected(by);
    }

    @Override
    public Sink<LatencyWindow> latency() {
      return others.latency();
    }

    @Override
    public Sink<RejectedConfig> rejectedConfig() {
      return others.rejectedConfig();
    }
  }

  private record Metered(KafkaRecordSerializationSchema<LabelledFrame> records)
      implements Sink<LabelledFrame> {
    private static final long serialVersionUID = 1L;

    @Override
    public SinkWriter<LabelledFrame> createWriter(WriterInitContext context) {
      return new SinkWriter<>() {
        private int frames;

        @Override
        public void write(LabelledFrame labelled, Context context) {
          var record = requireNonNull(records.serialize(labelled, null, null));
          frames++;
          Meter.labelled(frames, record.value().length);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
      };
    }
  }
}
