package dev.framelens.jobs;

import dev.framelens.jobs.admission.AdmittedFrame;
import dev.framelens.jobs.admission.FrameModels;
import dev.framelens.jobs.frames.Clocks;
import dev.framelens.jobs.frames.RejectedFrame;
import dev.framelens.jobs.inference.InferFrames;
import dev.framelens.jobs.inference.InferFramesFactory;
import dev.framelens.jobs.inference.InferenceSettings;
import dev.framelens.jobs.inference.LabelledFrame;
import dev.framelens.jobs.resizing.ResizeFrames;
import dev.framelens.jobs.resizing.ResizedFrame;
import java.nio.file.Path;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.util.OutputTag;

/**
 * The stages that hold native memory, handed to the job so that a test of the graph needs none.
 *
 * @param models those that admission gives to every frame
 * @param unresizable the side output of {@code resize}
 * @param infer one in, one out, in the order of each camera
 * @param unclassifiable the side output of {@code infer}
 */
public record Stages(
    FrameModels models,
    ProcessFunction<AdmittedFrame, ResizedFrame> resize,
    OutputTag<RejectedFrame> unresizable,
    OneInputStreamOperatorFactory<ResizedFrame, LabelledFrame> infer,
    OutputTag<RejectedFrame> unclassifiable) {

  /**
   * The real ones: decoding and inference in TensorFlow. The weights are read once here, so that
   * wrong ones stop the submission and not a task.
   *
   * @param models from the store of the machine that submits
   * @throws dev.framelens.model.FramelensException where a classifier's files are none, or a
   *     detector's, or the detector lacks a class asked for
   */
  public static Stages of(JobModels models, JobOptions options, Clocks clocks) {
    FrameModels chosen = models.choose(options);
    var settings =
        new InferenceSettings(
            options.batchSize(),
            options.linger(),
            options.top(),
            options.detections(),
            options.store().map(Path::toString).orElse(null));
    return new Stages(
        chosen,
        new ResizeFrames(chosen, clocks),
        ResizeFrames.REJECTED,
        new InferFramesFactory(settings, chosen, clocks),
        InferFrames.REJECTED);
  }
}
