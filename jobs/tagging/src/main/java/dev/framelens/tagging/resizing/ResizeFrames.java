package dev.framelens.tagging.resizing;

import dev.framelens.contract.RejectionReason;
import dev.framelens.tagging.admission.AdmittedFrame;
import dev.framelens.tagging.admission.ModelChoice;
import dev.framelens.tagging.admission.ModelUser;
import dev.framelens.tagging.admission.RejectedFrame;
import dev.framelens.tagging.admission.TaskModels;
import dev.framelens.tagging.guard.ModelGuard;
import dev.framelens.tagging.metrics.CpuMeter;
import dev.framelens.tagging.metrics.Metric;
import dev.framelens.tagging.metrics.ReasonCounters;
import dev.framelens.tagging.source.Clocks;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Encoded frames to pixels at the sides that their models want, each decoded once. */
public final class ResizeFrames extends ProcessFunction<AdmittedFrame, ResizedFrame>
    implements ModelUser {
  public static final OutputTag<RejectedFrame> REJECTED =
      new OutputTag<>("undecodable", TypeInformation.of(RejectedFrame.class));

  private static final long serialVersionUID = 1L;

  private final List<List<ModelChoice>> first;
  private final double maxMissingRows;
  private final Clocks clocks;
  private transient FrameResizer resizer;
  private transient CpuMeter cpu;
  private transient ReasonCounters<RejectionReason> rejected;

  /**
   * Makes the operator.
   *
   * @param first the lists of models that the decoder is warmed for before the first frame
   * @param maxMissingRows share of a picture's rows that may be missing
   */
  public ResizeFrames(List<List<ModelChoice>> first, double maxMissingRows, Clocks clocks) {
    this.maxMissingRows = maxMissingRows;
    this.first = List.copyOf(first);
    this.clocks = clocks;
  }

  @Override
  public void open(OpenContext context) {
    resizer = ModelGuard.open(() -> FrameResizer.ofThisJvm(first, maxMissingRows));
    var metrics = getRuntimeContext().getMetricGroup();
    cpu = new CpuMeter(metrics, Metric.DECODE_RESIZE_CPU);
    rejected = ReasonCounters.rejected(metrics);
    TaskModels.ofThisTask().add(this);
  }

  @Override
  public void close() {
    TaskModels.ofThisTask().remove(this);
  }

  @Override
  public List<Runnable> preparations(List<ModelChoice> models) {
    return resizer.preparations(models);
  }

  @Override
  public void retain(Collection<List<ModelChoice>> lists) {
    resizer.retain(lists);
  }

  @Override
  public void processElement(AdmittedFrame admitted, Context context, Collector<ResizedFrame> out) {
    AdmittedFrame resized;
    cpu.start();
    try {
      resized = resizer.resize(admitted);
    } catch (UnresizableException unresizable) {
      rejected.count(unresizable.rejection().reason());
      context.output(REJECTED, unresizable.rejection());
      return;
    } finally {
      cpu.stop();
    }
    byte[][] rgb = resizer.pixels(admitted.models());
    out.collect(new ResizedFrame(resized, rgb, clocks.nanoTime()));
  }
}
