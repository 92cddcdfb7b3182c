package dev.framelens.catalogue.realmodels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.catalogue.testing.TestDetectors;
import dev.framelens.model.ModelException;
import dev.framelens.model.detection.Ssd;
import dev.framelens.model.detection.Suppression;
import dev.framelens.model.serving.ModelCheck;
import dev.framelens.model.weights.ClassLabel;
import dev.framelens.model.weights.ClassifierFile;
import dev.framelens.model.weights.DetectorFile;
import dev.framelens.model.weights.ModelReader;
import dev.framelens.model.weights.TfliteBytes;
import dev.framelens.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every format that is read, and what is said of files that are none. */
@Tag("weights")
class ModelReaderTest {
  private static final String SSD = "weights/coco_ssd_mobilenet_v1_1.0_quant_2018_06_29/";

  @TempDir private Path folder;
  private Path model;

  @BeforeEach
  void name() {
    model = folder.resolve("model.tflite");
  }

  @ParameterizedTest
  @CsvSource({
    "mobilenet_v1_0.25_128_quant, 0.25, 128",
    "mobilenet_v1_0.5_160_quant, 0.5, 160",
    "mobilenet_v1_0.75_192_quant, 0.75, 192"
  })
  void quantisedClassifiersComeWithABackground(String name, double alpha, int side)
      throws IOException {
    Files.copy(TestData.require("weights/" + name + ".tflite"), model);

    ClassifierFile file = ModelReader.readClassifier(folder);

    assertThat(file.alpha()).isEqualTo(alpha);
    assertThat(file.trainedSide()).isEqualTo(side);
    assertThat(file.firstObject()).isEqualTo(1);
    assertThat(file.labels()).hasSize(1001);
    assertThat(file.labels().get(1)).isEqualTo(new ClassLabel("n01440764", "tench"));
    assertThat(file.origin()).contains("dequantised from uint8");
  }

  @Test
  void theDetectorIsAsWideAsItsTensorsSay() {
    DetectorFile file = ModelReader.readDetector(TestData.require(SSD));

    assertThat(file.alpha()).isEqualTo(0.75);
    assertThat(file.trainedSide()).isEqualTo(300);
    assertThat(file.labels()).hasSize(91);
    assertThat(file.labels().get(1).name()).isEqualTo("person");
    assertThat(file.network().suppression())
        .isEqualTo(new Suppression(0.6, Suppression.Scope.ALL_CLASSES));
    assertThat(((Ssd) file.network()).trainedAnchors()).hasSize(1917);
  }

  @Test
  void withoutAFileOfLabelsNinetyOneClassesAreCocos() throws IOException {
    Files.copy(TestData.require(SSD + "detect.tflite"), model);

    assertThat(ModelReader.read(folder).labels())
        .extracting(ClassLabel::name)
        .containsExactlyElementsOf(Files.readAllLines(TestData.require(SSD + "labelmap.txt")));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 8, 40, 1000, 200_000, 4_000_000, 4_183_000})
  void aFileThatIsCutShortIsNamed(int length) throws IOException {
    byte[] whole = Files.readAllBytes(TestData.require(SSD + "detect.tflite"));
    Files.write(model, Arrays.copyOf(whole, length));

    assertThatThrownBy(() -> ModelReader.read(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith(model.toString());
  }

  @Test
  void labelsOfTheWrongLengthAreCounted() throws IOException {
    Files.copy(TestData.require(SSD + "detect.tflite"), model);
    Files.writeString(folder.resolve("labelmap.txt"), "???\nperson\n");

    assertThatThrownBy(() -> ModelReader.read(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("has 2 labels (expected: 91, one for each class of the network)");
  }

  @Test
  void anotherSetOfOperationsIsNamed() throws IOException {
    byte[] bytes =
        Files.readAllBytes(TestData.require("weights/mobilenet_v1_0.25_128_quant.tflite"));
    // The one place that holds the code of DEPTHWISE_CONV_2D, 4, becomes that of LSTM, 16.
    Files.write(model, TfliteBytes.withOperation(bytes, 16));

    assertThatThrownBy(() -> ModelReader.read(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("it has the TensorFlow Lite operation 16 (expected: those of a");
  }

  @Test
  void aDetectorWithAnotherSetOfOperationsIsNamedToo() throws IOException {
    byte[] bytes = Files.readAllBytes(TestData.require(SSD + "detect.tflite"));
    Files.write(model, TfliteBytes.withOperation(bytes, 16));

    assertThatThrownBy(() -> ModelReader.read(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith(model.toString())
        .hasMessageContaining("it has the TensorFlow Lite operation 16 (expected: those of a");
  }

  @Test
  void aClassifierIsNoDetector() throws IOException {
    Files.copy(TestData.require("weights/mobilenet_v1_0.25_128_quant.tflite"), model);

    assertThatThrownBy(() -> ModelReader.readDetector(folder))
        .isInstanceOf(ModelException.class)
        .hasMessage(folder + " holds a classifier (expected: a detector)");
  }

  @Test
  void noModelAndSeveralModelsAreSaidSo() throws IOException {
    assertThatThrownBy(() -> ModelReader.read(folder))
        .hasMessageContaining("holds no model (found: nothing; expected: a model.json of");
    Files.writeString(model, "a");
    Files.writeString(folder.resolve("other.pb"), "b");
    assertThatThrownBy(() -> ModelReader.read(folder))
        .hasMessageContaining("holds more than one model");
  }

  @Test
  void aFrozenGraphThatIsNoneIsSaidSo() throws IOException {
    Files.writeString(folder.resolve("graph.pb"), "not a graph at all");

    assertThatThrownBy(() -> ModelReader.read(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("graph.pb is no GraphDef");
  }

  @Test
  void aGraphWithoutTheNamedOutputsIsSaidSo() throws IOException {
    copy(TestDetectors.ssdliteCoco().directory());
    Files.writeString(folder.resolve("detector.json"), "{\"scores\": \"nowhere\"}");

    assertThatThrownBy(() -> ModelReader.read(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("the graph has no node nowhere (expected: Preprocessor/map/");
  }

  @Test
  void aGraphWhoseOutputsDoNotFitTogetherDoesNotPassTheCheck() throws IOException {
    copy(TestDetectors.ssdliteCoco().directory());
    Files.writeString(folder.resolve("detector.json"), "{\"boxes\": \"Preprocessor/sub\"}");

    assertThatThrownBy(() -> ModelCheck.requireRuns(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("(expected: [batch, anchors, 4] and [batch, anchors, classes])");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not json | detector.json is no JSON at line 1, column ",
        "{\"fit\": \"squeeze\"} | fit 'squeeze' (expected: stretch, stretch-corners or pad-corners)",
        "{\"overlap\": 2} | overlap 2.0 (expected: 0 to 1)",
        "{\"boxes\": \"Postprocessor/Slice\"} | boxes and scores are both Postprocessor/Slice",
        "{\"side\": -1} | side -1 (expected: at least 1",
        "{\"input\": \"image_tensor\"} | side 0 (expected: at least 1"
      })
  void aDescriptionThatMakesNoSenseIsOneSentence(String description, String sentence)
      throws IOException {
    copy(TestDetectors.ssdliteCoco().directory());
    Files.writeString(folder.resolve("detector.json"), description);

    assertThatThrownBy(() -> ModelCheck.requireRuns(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(sentence)
        .message()
        .hasLineCount(1);
  }

  @Test
  void aGraphWithTooFewLabelsDoesNotPassTheCheck() throws IOException {
    copy(TestDetectors.ssdliteCoco().directory());
    ModelCheck.requireRuns(folder);
    Files.writeString(folder.resolve("labels.txt"), "???\nperson\n");

    assertThatThrownBy(() -> ModelCheck.requireRuns(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("has 2 labels (expected: 91");
  }

  /** The shapes fit: only the numbers tell. */
  @Test
  void aGraphWhoseScoresAreLogitsDoesNotPassTheCheck() throws IOException {
    copy(TestDetectors.ssdliteCoco().directory());
    Files.writeString(
        folder.resolve("detector.json"), "{\"scores\": \"concat_1\", \"background\": true}");

    assertThatThrownBy(() -> ModelCheck.requireRuns(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageMatching(
            ".* gives a black picture the score -?[0-9.E]+ \\(expected: 0 to 1, from a node behind"
                + " the sigmoid or softmax\\)");
  }

  @Test
  void faceWeightsThatAreCutShortAreSaidSo() throws IOException {
    copy(TestDetectors.ssdFace().directory());
    Path bin = folder.resolve("ssd_mobilenetv1_model.bin");
    Files.write(bin, Arrays.copyOf(Files.readAllBytes(bin), 1_000_000));

    assertThatThrownBy(() -> ModelReader.read(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(" bytes for ");
  }

  private void copy(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file :
          files.filter(each -> !each.getFileName().toString().startsWith(".")).toList()) {
        Files.copy(file, folder.resolve(file.getFileName().toString()));
      }
    }
  }
}
