package dev.framelens.jobs;

import dev.framelens.jobs.admission.AdmittedFrame;
import dev.framelens.jobs.admission.ModelChoice;
import dev.framelens.jobs.frames.RejectedFrame;
import dev.framelens.jobs.inference.LabelledFrame;
import dev.framelens.jobs.resizing.ResizedFrame;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.util.OutputTag;

/**
 * The stages that hold native memory, handed to the job so that a test of the graph needs none.
 *
 * @param classifier the model that admission gives to every frame
 * @param unresizable the side output of {@code resize}
 * @param infer one in, one out, in the order of each camera
 * @param unclassifiable the side output of {@code infer}
 */
public record Stages(
    ModelChoice classifier,
    ProcessFunction<AdmittedFrame, ResizedFrame> resize,
    OutputTag<RejectedFrame> unresizable,
    OneInputStreamOperatorFactory<ResizedFrame, LabelledFrame> infer,
    OutputTag<RejectedFrame> unclassifiable) {}
