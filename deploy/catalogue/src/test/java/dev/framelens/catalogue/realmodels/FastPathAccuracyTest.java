package dev.framelens.catalogue.realmodels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.framelens.catalogue.testing.TestModels;
import dev.framelens.model.graph.Processor;
import dev.framelens.model.image.PixelBatch;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.serving.Lease;
import dev.framelens.model.serving.ModelCache;
import dev.framelens.model.serving.ModelFiles;
import dev.framelens.testing.Pictures;
import dev.framelens.testing.TestData;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is fast is held to what is exact, on photographs. */
@Tag("weights")
class FastPathAccuracyTest {
  private static final int SIDE = 224;

  private record Labelled(byte[] encoded, int truth) {}

  @Test
  void bfloat16GivesTheAnswersOfSinglePrecision() throws IOException {
    assumeTrue(
        Processor.ofThisMachine().hasBfloat16(), "this processor has no bfloat16 to be checked");
    List<Labelled> photographs = photographs();

    List<Integer> exact = classify(photographs, Precision.FP32, true);
    List<Integer> fast = classify(photographs, Precision.BF16, true);

    assertThat(agreement(fast, exact)).isGreaterThanOrEqualTo(0.98);
    assertThat(accuracy(fast, photographs))
        .isGreaterThanOrEqualTo(accuracy(exact, photographs) - 0.005);
  }

  @Test
  void bytesGiveTheAnswersOfSinglePrecision() throws IOException {
    List<Labelled> photographs = photographs();
    photographs.addAll(
        photographs("images-more", "reference/classify_more_1.0_224.stretch_halfpixel.jsonl"));
    assertThat(photographs).hasSize(300);

    List<Integer> exact = classify(photographs, Precision.FP32, true);
    List<Integer> fast = classify(photographs, Precision.INT8, true);

    assertThat(agreement(fast, exact)).isGreaterThanOrEqualTo(0.97);
    assertThat(accuracy(fast, photographs))
        .isBetween(accuracy(exact, photographs) - 0.01, accuracy(exact, photographs) + 0.01);
  }

  /** Enlarged three times, so that the decoder takes a quarter. */
  @Test
  void aScaledDecodeOfALargePictureLosesNoAccuracy() throws IOException {
    var large = new ArrayList<Labelled>();
    for (Labelled photograph : photographs()) {
      large.add(new Labelled(enlarged(photograph.encoded), photograph.truth));
    }
    assertThat(large.stream().filter(picture -> Pictures.size(picture.encoded).height >= 2 * SIDE))
        .as("pictures for which the decoder has a choice")
        .hasSizeGreaterThan(95);

    List<Integer> full = classify(large, Precision.FP32, true);
    List<Integer> scaled = classify(large, Precision.FP32, false);

    assertThat(accuracy(scaled, large)).isGreaterThanOrEqualTo(accuracy(full, large) - 0.005);
  }

  private static List<Labelled> photographs() throws IOException {
    return photographs("images", "reference/classify_1.0_224.stretch_halfpixel.jsonl");
  }

  private static List<Labelled> photographs(String folder, String answers) throws IOException {
    Path images = TestData.require(folder);
    var photographs = new ArrayList<Labelled>();
    for (String row : Files.readAllLines(TestData.require(answers))) {
      var reference = new ObjectMapper().readTree(row);
      photographs.add(
          new Labelled(
              Files.readAllBytes(images.resolve(reference.path("file").asText())),
              reference.path("label").asInt()));
    }
    return photographs;
  }

  private static List<Integer> classify(
      List<Labelled> pictures, Precision precision, boolean fullDecode) {
    var decoder = ModelCache.ofThisJvm().decoder();
    var rgb = new byte[SIDE * SIDE * 3];
    var classes = new ArrayList<Integer>();
    try (Lease lease =
            ModelCache.ofThisJvm().lease(ModelFiles.of(TestModels.mobilenet()), precision);
        var batch = new PixelBatch(1, SIDE)) {
      for (Labelled picture : pictures) {
        var size = Pictures.size(picture.encoded);
        if (fullDecode) {
          decoder.decodeFully(picture.encoded, SIDE, rgb);
        } else {
          decoder.decode(picture.encoded, size.width, size.height, SIDE, rgb);
        }
        batch.clear();
        batch.add(rgb);
        classes.add(lease.model().classifier().classify(batch, 1).get(0).get(0).index());
      }
    }
    return classes;
  }

  private static double agreement(List<Integer> one, List<Integer> other) {
    int same = 0;
    for (int index = 0; index < one.size(); index++) {
      same += one.get(index).equals(other.get(index)) ? 1 : 0;
    }
    return same / (double) one.size();
  }

  private static double accuracy(List<Integer> answers, List<Labelled> pictures) {
    return agreement(answers, pictures.stream().map(Labelled::truth).toList());
  }

  private static byte[] enlarged(byte[] encoded) throws IOException {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(encoded));
    int width = 3 * picture.getWidth();
    int height = 3 * picture.getHeight();
    var enlarged = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = enlarged.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(picture, 0, 0, width, height, null);
    graphics.dispose();
    return Pictures.jpeg(enlarged);
  }
}
