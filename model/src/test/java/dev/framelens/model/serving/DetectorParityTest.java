package dev.framelens.model.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.framelens.model.catalogue.StoredModel;
import dev.framelens.model.detection.Detector;
import dev.framelens.model.detection.RawDetections;
import dev.framelens.model.image.PixelBatch;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.testing.TestData;
import dev.framelens.model.testing.TestDetectors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Raw tensors of the detectors against other implementations: TensorFlow Lite 2.18, TensorFlow.js
 * 4.22 and face-api 1.7.15, for the same pixels.
 */
class DetectorParityTest {
  private static final String RAW = "reference/detection/raw/";
  private static final List<String> PICTURES =
      List.of("000000000785", "000000002685", "000000006471");

  @Test
  void faceBoxesAndScoresAreThoseOfFaceApi() throws IOException {
    try (Lease lease = lease(TestDetectors.ssdFace())) {
      Detector detector = lease.model().detector();
      String picture = RAW + "face.2008_002470.";

      RawDetections raw = detector.raw(floats(picture + "input512.f32le.bin"), 512);

      float[] scores = floats(picture + "scores5118.f32le.bin");
      float[] boxes = floats(picture + "boxes5118x4.f32le.bin");
      assertThat(raw.anchors()).isEqualTo(scores.length);
      var decoder = detector.network().decoder(512);
      for (int anchor = 0; anchor < scores.length; anchor++) {
        assertThat(raw.scores()[0][anchor * 3 + 1]).isCloseTo(scores[anchor], offset(1e-4f));
        var box = decoder.box(raw.boxes()[0], anchor);
        assertThat(box.top()).isCloseTo(boxes[anchor * 4], offset(1e-4));
        assertThat(box.left()).isCloseTo(boxes[anchor * 4 + 1], offset(1e-4));
        assertThat(box.bottom()).isCloseTo(boxes[anchor * 4 + 2], offset(1e-4));
        assertThat(box.right()).isCloseTo(boxes[anchor * 4 + 3], offset(1e-4));
      }
    }
  }

  @Test
  void theImportedGraphGivesTheScoresAndBoxesOfTensorFlowJs() throws IOException {
    try (Lease lease = lease(TestDetectors.ssdliteCoco())) {
      Detector detector = lease.model().detector();
      for (String id : PICTURES) {
        String picture = RAW + "ssdlite_v2." + id + ".";

        RawDetections raw = detector.raw(floats(picture + "input300.f32le.bin"), 300);

        assertThat(raw.columns()).isEqualTo(90);
        assertThat(raw.scores()[0])
            .as(id)
            .containsExactly(floats(picture + "scores1917x90.f32le.bin"), offset(1e-3f));
        assertThat(raw.boxes()[0])
            .as(id)
            .containsExactly(floats(picture + "boxes1917x4.f32le.bin"), offset(1e-3f));
      }
    }
  }

  @Test
  void theDequantisedNetworkFollowsTensorFlowLite() throws IOException {
    try (Lease lease = lease(TestDetectors.ssdCoco());
        var batch = new PixelBatch(1, 300)) {
      Detector detector = lease.model().detector();
      int confident = 0;
      int sameClass = 0;
      double difference = 0;
      for (String id : PICTURES) {
        String picture = RAW + "ssd_v1." + id + ".";
        batch.clear();
        batch.add(Files.readAllBytes(TestData.require(picture + "input300.rgb.u8.bin")));

        float[] scores = detector.raw(batch).scores()[0];

        float[] expected = floats(picture + "scores1917x91.f32le.bin");
        assertThat(scores).hasSameSizeAs(expected);
        for (int row = 0; row < expected.length; row += 91) {
          int best = best(expected, row);
          if (expected[row + best] >= 0.3) {
            confident++;
            sameClass += best(scores, row) == best ? 1 : 0;
            difference += Math.abs(scores[row + best] - expected[row + best]);
          }
        }
      }
      assertThat(confident).isGreaterThan(100);
      assertThat(sameClass / (double) confident).isGreaterThanOrEqualTo(0.985);
      assertThat(difference / confident).isLessThanOrEqualTo(0.01);
    }
  }

  private static Lease lease(StoredModel model) {
    return ModelCache.ofThisJvm().lease(ModelFiles.of(model), Precision.FP32);
  }

  private static int best(float[] scores, int row) {
    int best = 1;
    for (int column = 2; column < 91; column++) {
      best = scores[row + column] > scores[row + best] ? column : best;
    }
    return best;
  }

  private static float[] floats(String data) throws IOException {
    var bytes = ByteBuffer.wrap(Files.readAllBytes(TestData.require(data)));
    var floats = new float[bytes.limit() / Float.BYTES];
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
    return floats;
  }
}
