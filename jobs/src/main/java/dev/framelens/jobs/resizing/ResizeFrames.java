package dev.framelens.jobs.resizing;

import dev.framelens.jobs.admission.AdmittedFrame;
import dev.framelens.jobs.admission.FrameModels;
import dev.framelens.jobs.frames.Clocks;
import dev.framelens.jobs.frames.CpuMeter;
import dev.framelens.jobs.frames.Metric;
import dev.framelens.jobs.frames.ReasonCounters;
import dev.framelens.jobs.frames.RejectedFrame;
import dev.framelens.model.image.FrameDecoder;
import dev.framelens.model.image.ImageHeader;
import dev.framelens.model.image.PictureTarget;
import dev.framelens.model.image.UnreadableImageException;
import dev.framelens.model.serving.ModelCache;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Encoded frames to pixels at the sides that their models want, each decoded once, with the decoder
 * that the JVM's cache owns.
 */
public final class ResizeFrames extends ProcessFunction<AdmittedFrame, ResizedFrame> {
  public static final OutputTag<RejectedFrame> REJECTED =
      new OutputTag<>("undecodable", TypeInformation.of(RejectedFrame.class));

  private static final long serialVersionUID = 1L;

  private final FrameModels first;
  private final Clocks clocks;
  private transient FrameDecoder decoder;
  private transient Map<FrameModels, Squares> squares;
  private transient CpuMeter cpu;
  private transient ReasonCounters<RejectedFrame.Reason> rejected;

  /** The room that frames of the same models share. */
  private record Squares(List<PictureTarget> targets, byte[][] rgb) {
    static Squares of(FrameModels models) {
      List<PictureTarget> targets =
          models.choices().stream()
              .map(model -> PictureTarget.allocate(model.fit(), model.side()))
              .toList();
      return new Squares(targets, targets.stream().map(PictureTarget::rgb).toArray(byte[][]::new));
    }
  }

  /**
   * Makes the operator.
   *
   * @param first what the decoder is warmed for before the first frame
   */
  public ResizeFrames(FrameModels first, Clocks clocks) {
    this.first = first;
    this.clocks = clocks;
  }

  @Override
  public void open(OpenContext context) {
    decoder = ModelCache.ofThisJvm().decoder();
    squares = new HashMap<>();
    decoder.warm(Squares.of(first).targets());
    var metrics = getRuntimeContext().getMetricGroup();
    cpu = new CpuMeter(metrics, Metric.DECODE_RESIZE_CPU);
    rejected = ReasonCounters.rejected(metrics);
  }

  @Override
  public void processElement(AdmittedFrame admitted, Context context, Collector<ResizedFrame> out) {
    Squares room = squares.computeIfAbsent(admitted.models(), Squares::of);
    cpu.start();
    try {
      byte[] encoded = admitted.frame().encoded();
      decoder.decode(encoded, ImageHeader.read(encoded), room.targets());
    } catch (UnreadableImageException undecodable) {
      // The header was read by admission, so what fails now is the picture itself.
      rejected.count(RejectedFrame.Reason.UNDECODABLE);
      context.output(
          REJECTED,
          RejectedFrame.of(
              admitted.frame(),
              RejectedFrame.Reason.UNDECODABLE,
              String.valueOf(undecodable.getMessage())));
      return;
    } finally {
      cpu.stop();
    }
    out.collect(
        new ResizedFrame(admitted.frame(), admitted.models(), room.rgb(), clocks.nanoTime()));
  }
}
