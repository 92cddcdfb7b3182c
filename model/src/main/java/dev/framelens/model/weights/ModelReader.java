package dev.framelens.model.weights;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framelens.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds out what a folder holds, and reads it. */
public final class ModelReader {
  private static final String EXPECTED =
      "a model.json of TensorFlow.js, a .tflite, a frozen .pb or a %s"
          .formatted(FaceApiReader.MANIFEST);

  /** The one operator into which the Edge TPU's compiler puts a network. */
  private static final String EDGE_TPU = "edgetpu-custom-op";

  private static final String SAVED_MODEL = "saved_model.pb";

  private ModelReader() {}

  /**
   * The model in a folder.
   *
   * @throws ModelException naming the file, and what is wrong with it or missing
   */
  public static ModelFile read(Path directory) {
    try {
      refuseSavedModel(directory);
      if (Files.isRegularFile(directory.resolve(TfjsLayersReader.MODEL_FILE))) {
        return tfjs(directory);
      }
      List<Path> files = files(directory);
      Path file =
          files.stream()
              .filter(candidate -> isModel(candidate.toString()))
              .reduce((one, other) -> several(directory))
              .orElseThrow(() -> none(directory, files));
      return read(directory, file);
    } catch (IOException unreadable) {
      throw new ModelException(
          "cannot read the model in %s: %s".formatted(directory, unreadable.getMessage()),
          unreadable);
    }
  }

  /**
   * The classifier in a folder.
   *
   * @throws ModelException where it is none
   */
  public static ClassifierFile readClassifier(Path directory) {
    if (read(directory) instanceof ClassifierFile classifier) {
      return classifier;
    }
    throw new ModelException("%s holds a detector (expected: a classifier)".formatted(directory));
  }

  /**
   * The detector in a folder.
   *
   * @throws ModelException where it is none
   */
  public static DetectorFile readDetector(Path directory) {
    if (read(directory) instanceof DetectorFile detector) {
      return detector;
    }
    throw new ModelException("%s holds a classifier (expected: a detector)".formatted(directory));
  }

  private static ModelFile tfjs(Path directory) throws IOException {
    JsonNode model = JsonFile.read(directory.resolve(TfjsLayersReader.MODEL_FILE));
    return model.path("modelTopology").has("node")
        ? GraphReader.readTfjs(directory, model)
        : TfjsLayersReader.read(directory);
  }

  private static ModelFile read(Path directory, Path file) throws IOException {
    String name = file.toString();
    if (name.endsWith(FaceApiReader.MANIFEST)) {
      return FaceApiReader.read(directory, file);
    }
    if (name.endsWith(".pb")) {
      return GraphReader.readFrozen(directory, file);
    }
    TfliteModel model = TfliteModel.read(file);
    if (model.custom(EDGE_TPU).isPresent()) {
      throw new ModelException(
          "%s was compiled for an Edge TPU, which alone can run it (expected: the .tflite that it was compiled from)"
              .formatted(file));
    }
    var suppression = model.custom(TfliteSsdReader.POST_PROCESS);
    return suppression.isPresent()
        ? TfliteSsdReader.read(file, model, suppression.get())
        : TfliteClassifierReader.read(file, model);
  }

  private static void refuseSavedModel(Path directory) {
    if (Files.exists(directory.resolve(SAVED_MODEL))) {
      throw new ModelException(
          "%s is a TensorFlow SavedModel (expected: %s; `tensorflowjs_converter --input_format=tf_saved_model DIR OUT` makes a model.json of a detector, `--input_format=keras FILE.h5 OUT` of a Keras classifier)"
              .formatted(directory, EXPECTED));
    }
  }

  private static boolean isModel(String file) {
    return file.endsWith(".tflite")
        || file.endsWith(".pb")
        || file.endsWith(FaceApiReader.MANIFEST);
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static Path several(Path directory) {
    throw new ModelException("%s holds more than one model (expected: one)".formatted(directory));
  }

  private static ModelException none(Path directory, List<Path> files) {
    String found = files.isEmpty() ? "nothing" : String.valueOf(files.get(0).getFileName());
    if (files.stream().anyMatch(file -> file.toString().matches(".*\\.(h5|hdf5|keras)"))) {
      return new ModelException(
          "%s holds a Keras file (expected: %s; `tensorflowjs_converter --input_format=keras FILE OUT` makes a model.json of it)"
              .formatted(directory, EXPECTED));
    }
    return new ModelException(
        "%s holds no model (found: %s; expected: %s)".formatted(directory, found, EXPECTED));
  }
}
