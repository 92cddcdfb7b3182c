package dev.framelens.jobs;

import dev.framelens.jobs.admission.AdmittedFrame;
import dev.framelens.jobs.admission.ModelChoice;
import dev.framelens.jobs.frames.Clocks;
import dev.framelens.jobs.frames.RejectedFrame;
import dev.framelens.jobs.inference.InferFrames;
import dev.framelens.jobs.inference.InferFramesFactory;
import dev.framelens.jobs.inference.InferenceSettings;
import dev.framelens.jobs.inference.LabelledFrame;
import dev.framelens.jobs.resizing.ResizeFrames;
import dev.framelens.jobs.resizing.ResizedFrame;
import dev.framelens.model.catalogue.StoredModel;
import dev.framelens.model.weights.ClassifierFile;
import dev.framelens.model.weights.ModelReader;
import java.nio.file.Path;
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
    OutputTag<RejectedFrame> unclassifiable) {

  /**
   * The real ones: decoding and inference in TensorFlow. The weights are read once here, so that
   * wrong ones stop the submission and not a task.
   *
   * @param model from the store of the machine that submits
   * @throws dev.framelens.model.FramelensException where its files are no classifier
   */
  public static Stages of(StoredModel model, JobOptions options, Clocks clocks) {
    ClassifierFile file = ModelReader.readClassifier(model.directory());
    var choice =
        new ModelChoice(
            model.name(),
            model.digest(),
            file.weights().architecture().alpha(),
            options.sidePixels().orElse(file.trainedSide()),
            options.precision());
    var settings =
        new InferenceSettings(
            options.batchSize(),
            options.linger(),
            options.top(),
            options.store().map(Path::toString).orElse(null));
    return new Stages(
        choice,
        new ResizeFrames(clocks),
        ResizeFrames.REJECTED,
        new InferFramesFactory(settings, choice, clocks),
        InferFrames.REJECTED);
  }
}
