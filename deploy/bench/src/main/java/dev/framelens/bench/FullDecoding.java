package dev.framelens.bench;

import dev.framelens.model.image.FrameDecoder;
import dev.framelens.model.serving.ModelCache;
import dev.framelens.tagging.admission.AdmittedFrame;
import dev.framelens.tagging.admission.ModelChoice;
import dev.framelens.tagging.metrics.CpuMeter;
import dev.framelens.tagging.metrics.Metric;
import dev.framelens.tagging.resizing.ResizedFrame;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** The job's own decoding of whole pictures, in the place of the one that scales in the DCT. */
final class FullDecoding extends ProcessFunction<AdmittedFrame, ResizedFrame> {
  private static final long serialVersionUID = 1L;

  private final ModelChoice choice;
  private transient FrameDecoder decoder;
  private transient CpuMeter cpu;
  private transient byte[] rgb;

  FullDecoding(ModelChoice choice) {
    this.choice = choice;
  }

  @Override
  public void open(OpenContext context) {
    decoder = ModelCache.ofThisJvm().decoder();
    cpu = new CpuMeter(getRuntimeContext().getMetricGroup(), Metric.DECODE_RESIZE_CPU);
    rgb = new byte[choice.side() * choice.side() * 3];
  }

  @Override
  public void processElement(AdmittedFrame admitted, Context context, Collector<ResizedFrame> out) {
    byte[] encoded = admitted.encoded();
    cpu.start();
    try {
      decoder.decodeFully(encoded, choice.side(), rgb);
    } finally {
      cpu.stop();
    }
    out.collect(new ResizedFrame(admitted, new byte[][] {rgb}, System.nanoTime()));
  }
}
