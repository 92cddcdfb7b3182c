package dev.framelens.cli.demo;

import dev.framelens.contract.FramelensException;
import dev.framelens.model.ModelException;
import dev.framelens.model.store.StoredModel;
import dev.framelens.tagging.JobModels;
import dev.framelens.tagging.settings.ModelSettings;
import java.io.PrintWriter;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The models of a demo, fetched on first use. A demo goes on without a detector that cannot be
 * fetched.
 */
final class DemoModels {
  private static final String STANDARD_DETECTOR = ModelSettings.standard().detector();
  private static final String SECOND_DETECTOR = "ssdlite_mobilenet_v2_coco";

  private final Function<String, StoredModel> require;
  private final PrintWriter err;

  /**
   * Asks for models by name.
   *
   * @param require gives one, fetched if need be, or throws
   */
  DemoModels(Function<String, StoredModel> require, PrintWriter err) {
    this.require = require;
    this.err = err;
  }

  /**
   * The models that are asked for.
   *
   * @param detector the one that the user insists on; null lets another stand in for the default
   * @throws FramelensException where the classifier, or a detector that the user named, is not to
   *     be had
   */
  JobModels of(ModelSettings settings, @Nullable String detector) {
    StoredModel classifier =
        settings.task().classifies() ? require.apply(settings.classifier()) : null;
    if (!settings.task().detects()) {
      return new JobModels(classifier, null);
    }
    if (detector != null || classifier == null) {
      return new JobModels(classifier, require.apply(settings.detector()));
    }
    return new JobModels(classifier, anyDetector());
  }

  private @Nullable StoredModel anyDetector() {
    try {
      return require.apply(STANDARD_DETECTOR);
    } catch (FramelensException | ModelException unreachable) {
      return secondDetector();
    }
  }

  private @Nullable StoredModel secondDetector() {
    try {
      StoredModel second = require.apply(SECOND_DETECTOR);
      err.printf(
          "detector: %s (MobileNetV2 body), since %s could not be fetched%n",
          SECOND_DETECTOR, STANDARD_DETECTOR);
      return second;
    } catch (FramelensException | ModelException alsoUnreachable) {
      err.printf("detector: none, since no detector could be fetched; labels only%n");
      return null;
    } finally {
      err.flush();
    }
  }
}
