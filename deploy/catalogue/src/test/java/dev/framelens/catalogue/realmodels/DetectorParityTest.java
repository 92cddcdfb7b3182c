package dev.framelens.catalogue.realmodels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.framelens.catalogue.testing.TestDetectors;
import dev.framelens.model.detection.Box;
import dev.framelens.model.detection.Detection;
import dev.framelens.model.detection.DetectionLimits;
import dev.framelens.model.detection.Detector;
import dev.framelens.model.detection.RawDetections;
import dev.framelens.model.graph.GraphSession;
import dev.framelens.model.image.PixelBatch;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.serving.Lease;
import dev.framelens.model.serving.ModelCache;
import dev.framelens.model.serving.ModelFiles;
import dev.framelens.model.store.StoredModel;
import dev.framelens.testing.TestData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.image.DecodeJpeg;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

/**
 * Raw tensors of the detectors against other implementations: TensorFlow Lite 2.18, TensorFlow.js
 * 4.22 and face-api 1.7.15, for the same pixels.
 */
@Tag("weights")
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

  /**
   * The same graph, the same arithmetic: only colour profiles, which the reference applies and this
   * decoder does not, and bytes between decoder and network, which the reference does without, keep
   * detections apart elsewhere.
   */
  @Test
  void onPixelsThatAreNotRoundedEveryDetectionIsThatOfTensorFlowJs() throws IOException {
    Path file = TestData.require("reference/detection/coco_ssdlite_mobilenet_v2.jsonl");
    int pictures = 0;
    try (Lease lease = lease(TestDetectors.ssdliteCoco());
        var decoder = GraphSession.open(DetectorParityTest::unrounded)) {
      Detector detector = lease.model().detector();
      var limits = new DetectionLimits(0.04f, 200, Set.of(), detector.network().suppression());
      for (String line : Files.readAllLines(file)) {
        JsonNode picture = new ObjectMapper().readTree(line);
        byte[] jpeg = Files.readAllBytes(TestData.require("coco/" + picture.path("file").asText()));
        if (new String(jpeg, StandardCharsets.ISO_8859_1).contains("ICC_PROFILE")) {
          continue;
        }
        pictures++;
        RawDetections raw = detector.raw(decode(decoder, jpeg), 300);
        List<Detection> found = detector.detections(raw, 0, 300, limits);
        for (JsonNode expected : picture.path("detections")) {
          assertThat(found)
              .as("%s: %s", picture.path("file"), expected)
              .anyMatch(seen -> isThat(seen, expected));
        }
      }
    }
    assertThat(pictures).isEqualTo(19);
  }

  private static boolean isThat(Detection seen, JsonNode expected) {
    JsonNode box = expected.path("box");
    var there =
        new Box(
            box.path(0).asDouble(),
            box.path(1).asDouble(),
            box.path(2).asDouble(),
            box.path(3).asDouble());
    return seen.index() == expected.path("label").asInt()
        && Math.abs(seen.score() - expected.path("score").asDouble()) <= 1e-3
        && seen.box().overlap(there) >= 0.98;
  }

  private record Decoding(Placeholder<TString> jpeg, Operand<TFloat32> values) {}

  private static Decoding unrounded(Ops tf) {
    var jpeg = tf.placeholder(TString.class, Placeholder.shape(Shape.scalar()));
    var pixels =
        tf.image.decodeJpeg(
            jpeg, DecodeJpeg.channels(3L), DecodeJpeg.dctMethod("INTEGER_ACCURATE"));
    var picture = tf.expandDims(pixels, tf.constant(0));
    return new Decoding(jpeg, tf.image.resizeBilinear(picture, tf.constant(new int[] {300, 300})));
  }

  private static float[] decode(GraphSession<Decoding> decoder, byte[] jpeg) {
    try (TString encoded = TString.tensorOfBytes(NdArrays.scalarOfObject(jpeg));
        Result result =
            decoder
                .runner()
                .feed(decoder.points().jpeg(), encoded)
                .fetch(decoder.points().values())
                .run()) {
      var values = new float[300 * 300 * 3];
      result.get(0).asRawTensor().data().asFloats().read(values);
      return values;
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
