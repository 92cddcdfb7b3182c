package dev.framelens.tagging;

import dev.framelens.tagging.admission.AdmittedFrame;
import dev.framelens.tagging.admission.LivePolicy;
import dev.framelens.tagging.admission.ModelChoice;
import dev.framelens.tagging.admission.RejectedFrame;
import dev.framelens.tagging.admission.ladder.Rung;
import dev.framelens.tagging.admission.ladder.Rungs;
import dev.framelens.tagging.inference.InferFrames;
import dev.framelens.tagging.inference.InferFramesFactory;
import dev.framelens.tagging.inference.LabelledFrame;
import dev.framelens.tagging.resizing.ResizeFrames;
import dev.framelens.tagging.resizing.ResizedFrame;
import dev.framelens.tagging.settings.JobSettings;
import dev.framelens.tagging.source.Clocks;
import java.util.List;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.util.OutputTag;

/**
 * The stages that hold native memory, handed to the job so that a test of the graph needs none.
 *
 * @param models those that admission gives to every frame
 * @param rungs the sides at which their classifier may look, its own first
 * @param unresizable the side output of {@code resize}
 * @param infer one in, one out, in the order of each camera
 * @param unclassifiable the side output of {@code infer}
 */
public record Stages(
    List<ModelChoice> models,
    Rungs rungs,
    ProcessFunction<AdmittedFrame, ResizedFrame> resize,
    OutputTag<RejectedFrame> unresizable,
    OneInputStreamOperatorFactory<ResizedFrame, LabelledFrame> infer,
    OutputTag<RejectedFrame> unclassifiable) {

  /** Stages that look at one side alone; what that costs is known once a frame was served. */
  public Stages(
      List<ModelChoice> models,
      ProcessFunction<AdmittedFrame, ResizedFrame> resize,
      OutputTag<RejectedFrame> unresizable,
      OneInputStreamOperatorFactory<ResizedFrame, LabelledFrame> infer,
      OutputTag<RejectedFrame> unclassifiable) {
    this(
        models,
        new Rungs(List.of(new Rung(models.get(0).side(), null, 1))),
        resize,
        unresizable,
        infer,
        unclassifiable);
  }

  /**
   * The real ones: decoding and inference in TensorFlow. The weights are read once here, so that
   * wrong ones stop the submission and not a task.
   *
   * @param models from the store of the machine that submits
   * @throws dev.framelens.contract.FramelensException where a classifier's files are none, or a
   *     detector's, or the detector lacks a class asked for
   */
  public static Stages of(JobModels models, JobSettings settings, Clocks clocks) {
    List<ModelChoice> chosen = models.choose(settings);
    Rungs rungs = models.rungs(settings);
    List<List<ModelChoice>> lists = LivePolicy.models(chosen, rungs);
    return new Stages(
        chosen,
        rungs,
        new ResizeFrames(lists, settings.admission().maxMissingRows(), clocks),
        ResizeFrames.REJECTED,
        new InferFramesFactory(
            settings.inference(), settings.models().precision().toString(), lists, clocks),
        InferFrames.REJECTED);
  }
}
