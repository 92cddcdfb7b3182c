package dev.framelens.tagging.spreading;

import dev.framelens.tagging.admission.AdmittedFrame;
import dev.framelens.tagging.admission.RejectedFrame;
import dev.framelens.tagging.inference.LabelledFrame;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Adds no operator. */
record StayInSubtask() implements Spreading {
  @Override
  public DataStream<AdmittedFrame> spread(DataStream<AdmittedFrame> admitted) {
    return admitted;
  }

  @Override
  public DataStream<LabelledFrame> inOrder(
      DataStream<LabelledFrame> labelled,
      DataStream<RejectedFrame> unresizable,
      DataStream<RejectedFrame> unclassifiable) {
    return labelled;
  }
}
