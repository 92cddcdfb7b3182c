package dev.framelens.model.serving;

import dev.framelens.model.ModelException;
import dev.framelens.model.detection.Detector;
import dev.framelens.model.mobilenet.Classifier;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.weights.ClassifierFile;
import dev.framelens.model.weights.DetectorFile;
import dev.framelens.model.weights.ModelFile;
import dev.framelens.model.weights.ModelReader;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.exceptions.TensorFlowException;

/**
 * Opens models from the formats that {@code weights} reads. One that cannot compute here in the
 * precision that is asked for, or not rightly, computes in fp32, and the log says so.
 */
final class FileModelLoader implements ModelLoader {
  private static final Logger LOG = LoggerFactory.getLogger(FileModelLoader.class);

  @Override
  public LoadedModel load(ModelFiles files, Precision precision) {
    ModelFile file = ModelReader.read(files.directory());
    LoadedModel exact = open(file, Precision.FP32);
    if (precision == Precision.FP32) {
      return exact;
    }
    try {
      Attempt attempt = attempt(file, precision, exact);
      if (attempt.model().isPresent()) {
        exact.close();
        return attempt.model().get();
      }
      LOG.warn(
          "{} computes in fp32 and not in {} here: {}",
          files.name(),
          precision.word(),
          attempt.complaint());
      return exact.insteadOf(precision);
    } catch (RuntimeException | Error failure) {
      exact.close();
      throw failure;
    }
  }

  /**
   * A model that was tried.
   *
   * @param model open, where nothing is wrong with it
   * @param complaint what is wrong with it otherwise
   */
  record Attempt(Optional<LoadedModel> model, String complaint) {}

  /**
   * Opens a model and tries it on made-up pictures.
   *
   * @param exact the same in fp32
   * @throws ModelException where its network comes in no such precision on any machine
   */
  static Attempt attempt(ModelFile file, Precision precision, LoadedModel exact) {
    LoadedModel fast;
    try {
      fast = open(file, precision);
    } catch (TensorFlowException missing) {
      return new Attempt(Optional.empty(), String.valueOf(missing.getMessage()));
    }
    try {
      Optional<String> complaint = PrecisionTrial.complaint(exact, fast);
      if (complaint.isEmpty()) {
        return new Attempt(Optional.of(fast), "");
      }
      fast.close();
      return new Attempt(Optional.empty(), complaint.get());
    } catch (TensorFlowException | ModelException fails) {
      fast.close();
      return new Attempt(Optional.empty(), String.valueOf(fails.getMessage()));
    } catch (RuntimeException | Error failure) {
      fast.close();
      throw failure;
    }
  }

  static LoadedModel open(ModelFile file, Precision precision) {
    if (file instanceof ClassifierFile classifier) {
      return new LoadedModel(
          Classifier.open(classifier.weights(), classifier.scale(), precision), file, precision);
    }
    return new LoadedModel(
        Detector.open(((DetectorFile) file).network(), precision), file, precision);
  }
}
