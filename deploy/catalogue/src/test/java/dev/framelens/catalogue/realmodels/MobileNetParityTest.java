package dev.framelens.catalogue.realmodels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.framelens.catalogue.testing.TestModels;
import dev.framelens.model.image.PixelBatch;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.mobilenet.Prediction;
import dev.framelens.model.serving.Lease;
import dev.framelens.model.serving.ModelCache;
import dev.framelens.model.serving.ModelFiles;
import dev.framelens.testing.Pictures;
import dev.framelens.testing.TestData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Google's ImageNet weights in this network against the same weights in TensorFlow.js. */
@Tag("weights")
class MobileNetParityTest {
  private static final int SIDE = 224;
  private static final int CLASSES = 1000;
  private static Lease model;

  @BeforeAll
  static void lease() {
    model = ModelCache.ofThisJvm().lease(ModelFiles.of(TestModels.mobilenet()), Precision.FP32);
  }

  @AfterAll
  static void giveBack() {
    if (model != null) {
      model.close();
    }
  }

  /** Classes and probabilities as TensorFlow.js 4.22 (wasm) gives them for the same pixels. */
  @ParameterizedTest
  @CsvSource({
    "224, 723 506 557 417 954, 0.8976820707 0.0477877595 0.0169334523 0.0128510138 0.0035426642",
    "128, 723 506 557 417 470, 0.8381526470 0.0570048057 0.0479719713 0.0221318584 0.0182788148"
  })
  void aPictureMadeByArithmeticGetsTheGoldenAnswer(int side, String classes, String scores) {
    try (var batch = new PixelBatch(1, side)) {
      batch.add(circles(side));

      List<Prediction> best = model.model().classifier().classify(batch, 5).get(0);

      String[] golden = scores.split(" ", -1);
      assertThat(best)
          .extracting(label -> Integer.toString(label.index()))
          .containsExactly(classes.split(" ", -1));
      for (int rank = 0; rank < golden.length; rank++) {
        assertThat((double) best.get(rank).score())
            .isCloseTo(Double.parseDouble(golden[rank]), offset(1e-4));
      }
    }
    assertThat(model.model().labels().get(723).name()).isEqualTo("pinwheel");
  }

  @Test
  void allProbabilitiesOfTenPicturesAreThoseOfTensorFlowJs() throws IOException {
    List<Path> pictures;
    try (Stream<Path> files = Files.list(TestData.require("reference/pixels"))) {
      pictures = files.filter(file -> file.toString().endsWith(".rgb224.bin")).sorted().toList();
    }
    assertThat(pictures).hasSize(10);
    for (Path picture : pictures) {
      float[] expected = probabilities(picture);
      try (var batch = new PixelBatch(1, SIDE)) {
        batch.add(Files.readAllBytes(picture));

        float[] actual = model.model().classifier().probabilities(batch)[0];

        assertThat(actual)
            .as(picture.getFileName().toString())
            .containsExactly(expected, offset(1e-4f));
        assertThat(largest(actual)).isEqualTo(largest(expected));
      }
    }
  }

  @Test
  void aHundredPhotographsGetTheLabelsThatTensorFlowJsGives() throws IOException {
    Path images = TestData.require("images");
    List<String> rows =
        Files.readAllLines(TestData.require("reference/classify_1.0_224.stretch_halfpixel.jsonl"));
    int agreed = 0;
    int right = 0;
    int referenceRight = 0;
    for (String row : rows) {
      JsonNode reference = new ObjectMapper().readTree(row);
      int expected = reference.path("top5").path(0).asInt();
      int truth = reference.path("label").asInt();

      int seen = classify(Files.readAllBytes(images.resolve(reference.path("file").asText())));

      agreed += seen == expected ? 1 : 0;
      right += seen == truth ? 1 : 0;
      referenceRight += expected == truth ? 1 : 0;
    }
    assertThat(rows).hasSize(100);
    assertThat(agreed).isGreaterThanOrEqualTo(97);
    assertThat(right).isBetween(referenceRight - 1, referenceRight + 1);
  }

  private static int classify(byte[] encoded) {
    var rgb = new byte[SIDE * SIDE * 3];
    var size = Pictures.size(encoded);
    ModelCache.ofThisJvm().decoder().decode(encoded, size.width, size.height, SIDE, rgb);
    try (var batch = new PixelBatch(1, SIDE)) {
      batch.add(rgb);
      return model.model().classifier().classify(batch, 1).get(0).get(0).index();
    }
  }

  /** Rings around the top left corner, each channel with rings of its own. */
  private static byte[] circles(int side) {
    var rgb = new byte[side * side * 3];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        for (int channel = 0; channel < 3; channel++) {
          rgb[(y * side + x) * 3 + channel] = (byte) ((x * x + y * y * (channel + 1)) / 64);
        }
      }
    }
    return rgb;
  }

  private static float[] probabilities(Path picture) throws IOException {
    String name = picture.getFileName().toString().replace(".rgb224.bin", ".probs1000.f32le.bin");
    var probabilities = new float[CLASSES];
    ByteBuffer.wrap(Files.readAllBytes(picture.resolveSibling(name)))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(probabilities);
    return probabilities;
  }

  private static int largest(float[] values) {
    int largest = 0;
    for (int index = 1; index < values.length; index++) {
      if (values[index] > values[largest]) {
        largest = index;
      }
    }
    return largest;
  }
}
