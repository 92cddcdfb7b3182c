package dev.framelens.cli.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framelens.catalogue.testing.TestDetectors;
import dev.framelens.catalogue.testing.TestModels;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.commandline.OptionTypes;
import dev.framelens.model.detection.Box;
import dev.framelens.model.detection.DetectionLimits;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.store.StoredModel;
import dev.framelens.runtime.pictures.CocoTruth;
import dev.framelens.runtime.pictures.PictureDetector;
import dev.framelens.testing.Pictures;
import dev.framelens.testing.TestData;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** Detectors on real pictures, as a user runs them, against other implementations and people. */
@Tag("weights")
class DetectCommandTest {
  private static final JsonMapper JSON = new JsonMapper();

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private record Found(int index, Box box) {}

  @Test
  void theImportedGraphFindsWhatTensorFlowJsFinds() throws IOException {
    String model = TestDetectors.ssdliteCoco().name();
    Map<String, List<Found>> found = detect(model, "0.05", TestData.require("coco"));

    assertThat(foundAgain(found, "coco_ssdlite_mobilenet_v2.jsonl")).isGreaterThanOrEqualTo(0.98);
  }

  /** TensorFlow Lite computes with bytes too, but rounds them otherwise. */
  @ParameterizedTest
  @CsvSource({"FP32, 0.93", "BF16, 0.93", "INT8, 0.90"})
  void theDequantisedNetworkFindsWhatTensorFlowLiteFinds(Precision precision, double share)
      throws IOException {
    Map<String, List<Found>> found =
        in(precision, TestDetectors.ssdCoco(), 0.05f, TestData.require("coco"));

    assertThat(foundAgain(found, "coco_ssd_mobilenet_v1_quant.jsonl"))
        .isGreaterThanOrEqualTo(share);
  }

  @Test
  void findsTheFacesThatPeopleMarked() throws IOException {
    String model = TestDetectors.ssdFace().name();
    Path folder = TestData.require("faces/dlib");

    requireFaces(detect(model, "0.5", folder), folder);
  }

  @ParameterizedTest
  @EnumSource
  void findsThemInEveryPrecision(Precision precision) throws IOException {
    StoredModel model = TestDetectors.ssdFace();
    Path folder = TestData.require("faces/dlib");

    requireFaces(in(precision, model, 0.5f, folder), folder);
  }

  private static void requireFaces(Map<String, List<Found>> found, Path folder) throws IOException {
    int faces = 0;
    int right = 0;
    for (String list : List.of("training.xml", "testing.xml")) {
      for (Map.Entry<String, List<Box>> picture : marked(folder, list).entrySet()) {
        for (Box face : picture.getValue()) {
          faces++;
          right += overlaps(found.getOrDefault(picture.getKey(), List.of()), 1, face, 0.5) ? 1 : 0;
        }
      }
    }
    assertThat(faces).isEqualTo(43);
    assertThat(right).isGreaterThanOrEqualTo(42);
  }

  @Test
  void drawsWhatItFindsOfTheClassesAskedFor(@TempDir Path folder) throws IOException {
    TestDetectors.ssdCoco();
    Path street = TestData.require("coco/000000006723.jpg");

    int exit =
        execute(
            new DetectCommand(),
            "--classes",
            "car,10",
            "--top",
            "3",
            "--draw",
            folder.resolve("drawn").toString(),
            "--format",
            "json",
            street.toString());

    assertThat(exit).as(err.toString()).isZero();
    JsonNode line = JSON.readTree(out.toString());
    assertThat(line.path("model").asText()).isEqualTo(TestDetectors.SSD_COCO);
    assertThat(line.path("detections")).hasSizeBetween(1, 3);
    for (JsonNode detection : line.path("detections")) {
      assertThat(detection.path("name").asText()).isEqualTo("car");
      assertThat(detection.path("index").asInt()).isEqualTo(3);
      assertThat(detection.path("box").path("bottom").asDouble())
          .isBetween(detection.path("box").path("top").asDouble(), 1.0);
    }
    var before = ImageIO.read(street.toFile());
    var after = ImageIO.read(folder.resolve("drawn/000000006723.png").toFile());
    assertThat(after.getWidth()).isEqualTo(before.getWidth());
    assertThat(after.getHeight()).isEqualTo(before.getHeight());
  }

  @Test
  void aPictureNarrowerThanAnAnchorIsLookedAtAll(@TempDir Path folder) throws IOException {
    TestDetectors.ssdFace();
    Path thin = Files.write(folder.resolve("thin.png"), Pictures.png(Pictures.gradient(1, 600)));

    assertThat(execute(new DetectCommand(), "--detector", TestDetectors.SSD_FACE, thin.toString()))
        .as(err.toString())
        .isZero();
  }

  @Test
  void wrongWordsAreSaidSo(@TempDir Path folder) throws IOException {
    TestDetectors.ssdCoco();
    TestDetectors.ssdliteCoco();
    Path some = Files.write(folder.resolve("some.png"), Pictures.png(Pictures.gradient(64, 64)));

    assertThat(execute(new DetectCommand(), "--classes", "unicorn", some.toString())).isEqualTo(1);
    assertThat(err.toString())
        .contains(
            "the detector has no class 'unicorn' (expected: a name or number of its classes, such as person, bicycle");
    assertThat(execute(new DetectCommand(), "--min-score", "2", some.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains("'--min-score'")
        .contains("'2' (expected: a number from 0 to 1)");
    assertThat(execute(new DetectCommand(), "--overlap", "-1", some.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("'-1' (expected: a number from 0 to 1)");
    assertThat(execute(new DetectCommand(), "--suppression", "some", some.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains("'--suppression'")
        .contains("all-classes")
        .contains("per-class");
    assertThat(
            execute(
                new DetectCommand(),
                "--detector",
                TestDetectors.SSDLITE_COCO,
                "--side",
                "320",
                some.toString()))
        .isEqualTo(1);
    assertThat(err.toString())
        .contains("side 320 (expected: 300, the only one that this network takes)");
    assertThat(execute(new ClassifyCommand(), "--model", TestDetectors.SSD_COCO, some.toString()))
        .isEqualTo(1);
    assertThat(err.toString()).contains("holds a detector (expected: a classifier)");
    String classifier = TestModels.mobilenet().name();
    assertThat(execute(new DetectCommand(), "--detector", classifier, some.toString()))
        .isEqualTo(1);
    assertThat(err.toString()).contains("the model is a classifier (expected: a detector)");
  }

  @Test
  void detectorsAreNamedByOneOption(@TempDir Path folder) {
    assertThat(execute(new DetectCommand(), "--model", TestDetectors.SSD_FACE, "some.png"))
        .isEqualTo(2);
    assertThat(
            execute(
                new EvaluateCommand(),
                "--task",
                "detect",
                "--model",
                TestDetectors.SSD_FACE,
                "--images",
                folder.toString(),
                "--truth",
                "truth.json"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--model with --task detect (expected: --detector NAME)");
  }

  @Test
  void evaluatesADetectorByTheNamesOfItsClasses() throws IOException {
    JsonNode result = evaluate(TestDetectors.ssdCoco(), "fp32");

    assertThat(result.path("images").asInt()).isEqualTo(41);
    assertThat(result.path("map").asDouble()).isBetween(0.18, 0.22);
    assertThat(result.path("map50").asDouble()).isBetween(0.32, 0.37);
    assertThat(result.path("ar100").asDouble()).isBetween(0.24, 0.28);
  }

  @Test
  void bfloat16CostsNoAveragePrecisionWorthNaming() throws IOException {
    double single = evaluate(TestDetectors.ssdCoco(), "fp32").path("map").asDouble();

    assertThat(evaluate(TestDetectors.ssdCoco(), "bf16").path("map").asDouble())
        .isGreaterThanOrEqualTo(single - 0.003);
  }

  @Test
  void bytesCostNoAveragePrecisionWorthNaming() throws IOException {
    double single = evaluate(TestDetectors.ssdCoco(), "fp32").path("map").asDouble();

    assertThat(evaluate(TestDetectors.ssdCoco(), "int8").path("map").asDouble())
        .isBetween(single - 0.006, single + 0.006);
  }

  @Test
  void anImportedGraphIsEvaluatedInThePrecisionThatItHas() throws IOException {
    JsonNode result = evaluate(TestDetectors.ssdliteCoco(), "auto");

    assertThat(result.path("map").asDouble()).isBetween(0.28, 0.31);
  }

  private JsonNode evaluate(StoredModel model, String precision) throws IOException {
    Path images = TestData.require("coco");
    int before = out.getBuffer().length();
    int exit =
        execute(
            new EvaluateCommand(),
            "--task",
            "detect",
            "--detector",
            model.name(),
            "--precision",
            precision,
            "--images",
            images.toString(),
            "--truth",
            images.resolve("instances.json").toString(),
            "--format",
            "json");
    assertThat(exit).as(err.toString()).isZero();
    return JSON.readTree(out.getBuffer().substring(before));
  }

  @Test
  void aTruthThatIsNotCocosIsSaidSo(@TempDir Path folder) throws IOException {
    Path truth = Files.writeString(folder.resolve("truth.json"), "{\"images\": []}");
    Path broken = Files.writeString(folder.resolve("broken.json"), "{\"images\": [");

    assertThat(
            execute(
                new EvaluateCommand(),
                "--task",
                "detect",
                "--images",
                folder.toString(),
                "--truth",
                truth.toString()))
        .isEqualTo(1);
    assertThat(err.toString()).contains("has no images or no categories (expected: a COCO file");
    assertThatThrownBy(() -> CocoTruth.read(broken))
        .isInstanceOf(FramelensException.class)
        .hasMessageStartingWith(broken + " is no JSON at line 1, column ")
        .message()
        .hasLineCount(1);
  }

  /** The share of a reference's confident detections that this implementation has too. */
  private static double foundAgain(Map<String, List<Found>> found, String reference)
      throws IOException {
    int expected = 0;
    int again = 0;
    for (String line : Files.readAllLines(TestData.require("reference/detection/" + reference))) {
      JsonNode picture = JSON.readTree(line);
      for (JsonNode detection : picture.path("detections")) {
        if (detection.path("score").asDouble() >= 0.5) {
          JsonNode box = detection.path("box");
          expected++;
          again +=
              overlaps(
                      found.getOrDefault(picture.path("file").asText(), List.of()),
                      detection.path("label").asInt(),
                      new Box(
                          box.path(0).asDouble(),
                          box.path(1).asDouble(),
                          box.path(2).asDouble(),
                          box.path(3).asDouble()),
                      0.9)
                  ? 1
                  : 0;
        }
      }
    }
    assertThat(expected).isGreaterThan(100);
    return again / (double) expected;
  }

  private Map<String, List<Found>> detect(String model, String minScore, Path folder)
      throws IOException {
    var arguments = new ArrayList<String>();
    arguments.addAll(List.of("--detector", model, "--min-score", minScore, "--format", "json"));
    try (Stream<Path> files = Files.list(folder)) {
      files.map(Path::toString).filter(file -> file.endsWith(".jpg")).forEach(arguments::add);
    }
    assertThat(execute(new DetectCommand(), arguments.toArray(String[]::new)))
        .as(err.toString())
        .isZero();
    var found = new HashMap<String, List<Found>>();
    for (String text : out.toString().lines().toList()) {
      JsonNode line = JSON.readTree(text);
      var boxes = new ArrayList<Found>();
      for (JsonNode detection : line.path("detections")) {
        boxes.add(
            new Found(
                detection.path("index").asInt(),
                JSON.treeToValue(detection.path("box"), Box.class)));
      }
      found.put(Path.of(line.path("file").asText()).getFileName().toString(), boxes);
    }
    return found;
  }

  private static Map<String, List<Found>> in(
      Precision precision, StoredModel model, float minScore, Path folder) throws IOException {
    var found = new HashMap<String, List<Found>>();
    try (var opened = PictureDetector.open(model, OptionalInt.empty(), precision);
        Stream<Path> files = Files.list(folder)) {
      var limits = new DetectionLimits(minScore, 100, Set.of(), opened.network().suppression());
      for (Path file : files.filter(each -> each.toString().endsWith(".jpg")).toList()) {
        found.put(
            file.getFileName().toString(),
            opened.detect(file, limits).stream()
                .map(seen -> new Found(seen.index(), seen.box()))
                .toList());
      }
    }
    return found;
  }

  private static boolean overlaps(List<Found> found, int index, Box box, double least) {
    return found.stream()
        .anyMatch(seen -> seen.index() == index && seen.box().overlap(box) >= least);
  }

  /** dlib's lists name a file and then its faces, in pixels. */
  private static Map<String, List<Box>> marked(Path folder, String list) throws IOException {
    var marked = new HashMap<String, List<Box>>();
    Matcher parts =
        Pattern.compile(
                "<image file='([^']+)'|<box top='(-?\\d+)' left='(-?\\d+)' width='(\\d+)' height='(\\d+)'")
            .matcher(
                Files.readString(
                    folder.resolve(list), java.nio.charset.StandardCharsets.ISO_8859_1));
    String file = "";
    int width = 1;
    int height = 1;
    while (parts.find()) {
      if (parts.group(1) != null) {
        file = parts.group(1);
        var picture = ImageIO.read(folder.resolve(file).toFile());
        width = picture.getWidth();
        height = picture.getHeight();
        continue;
      }
      double top = Integer.parseInt(parts.group(2)) / (double) height;
      double left = Integer.parseInt(parts.group(3)) / (double) width;
      marked
          .computeIfAbsent(file, key -> new ArrayList<>())
          .add(
              new Box(
                  top,
                  left,
                  top + Integer.parseInt(parts.group(5)) / (double) height,
                  left + Integer.parseInt(parts.group(4)) / (double) width));
    }
    return marked;
  }

  private int execute(Object command, String... arguments) {
    return OptionTypes.install(new CommandLine(command))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (failure, line, parsed) -> {
              line.getErr().println(failure.getMessage());
              return 1;
            })
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
