package dev.framelens.tagging.outcomes;

import static dev.framelens.tagging.TestFrames.CLASSIFIER;
import static dev.framelens.tagging.TestFrames.DETECTOR;
import static dev.framelens.tagging.TestFrames.frame;
import static dev.framelens.tagging.TestFrames.labelled;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.framelens.contract.CaptureClock;
import dev.framelens.contract.FrameId;
import dev.framelens.contract.picture.ImageFormat;
import dev.framelens.contract.picture.ImageHeader;
import dev.framelens.tagging.TestFrames;
import dev.framelens.tagging.admission.FrameInfo;
import dev.framelens.tagging.admission.LetGoCounts;
import dev.framelens.tagging.admission.Served;
import dev.framelens.tagging.inference.Findings;
import dev.framelens.tagging.inference.LabelledFrame;
import dev.framelens.tagging.inference.Ledger;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LabelJsonTest {
  private static final Ledger LEDGER = new Ledger(12_000, 3_500, 1_700, 900, 7_200, 301);

  @Test
  void writesTheContract() {
    var frame =
        new FrameInfo(
            new FrameId("frames", 2, 9917),
            "gate-3",
            new ImageHeader(ImageFormat.PNG, 1280, 720),
            1234L,
            1_795_521_600_123_999L,
            CaptureClock.HEADER,
            false,
            12_000,
            3_500,
            0,
            null,
            0,
            null);

    assertThat(new String(LabelJson.write("default", labelled(frame, LEDGER)), UTF_8))
        .isEqualTo(
            """
            {"schema":"framelens.label/1","pipeline":"default","camera":"gate-3",\
            "frame":{"topic":"frames","partition":2,"offset":9917},"sequence":1234,\
            "capturedAt":"2026-11-24T12:00:00.123Z","captureClock":"header","clockSkewed":false,\
            "width":1280,"height":720,\
            "models":{"classifier":{"name":"mobilenet_v1_1.0_224","alpha":1.0,"rho":0.714,"side":160,\
            "precision":"fp32","digest":"sha256:%s"}},\
            "labels":[{"index":671,"id":"n03792782","name":"mountain bike","score":0.83},\
            {"index":870,"id":"n04482393","name":"tricycle","score":1.25E-5}],\
            "latencyMillis":{"ingest":12.000,"queue":3.500,"decodeResize":1.700,"batch":0.900,\
            "inference":7.200,"finish":0.301,"total":25.601},"batchSize":4}"""
                .formatted("0a".repeat(32)));
  }

  @Test
  void whatItWritesFollowsTheSchema() throws Exception {
    var label = JsonContract.check("label-1.json", written("gate-3", LEDGER));

    assertThat(label.has("sequence")).isFalse();
  }

  @Test
  void liveLabelsSayTheirRungAndWhatWasPromised() throws Exception {
    var how = new Served(2, 250_000, false, LetGoCounts.NONE);
    var frame = TestFrames.served("gate-3", 1, how).admitted().frame();

    var label =
        JsonContract.check("label-1.json", LabelJson.write("default", labelled(frame, LEDGER)));

    assertThat(label.path("rung").asInt()).isEqualTo(2);
    assertThat(label.path("sloMillis").asDouble()).isEqualTo(250);
  }

  @Test
  void theSchemaNoticesWhenAFieldIsMissingOrMistyped() throws Exception {
    var label = (ObjectNode) new ObjectMapper().readTree(written("gate-3", LEDGER));

    assertThat(JsonContract.violations("label-1.json", label.deepCopy().without("capturedAt")))
        .isNotEmpty();
    assertThat(JsonContract.violations("label-1.json", label.deepCopy().put("width", "wide")))
        .isNotEmpty();
    assertThat(JsonContract.violations("label-1.json", label.deepCopy().put("camera", "gate 3")))
        .isNotEmpty();
  }

  @Test
  void namesOfClassesAreEscapedAndNotAltered() throws Exception {
    var odd = "sloth bear, \"Melursus\" — ursinus\n";
    var frame = frame("gate-3", 1);
    var labelled =
        new LabelledFrame(
            frame,
            List.of(Findings.labels(CLASSIFIER, List.of(new LabelledFrame.Label(0, "n0", odd, 1)))),
            1,
            LEDGER);

    var label = JsonContract.check("label-1.json", LabelJson.write("default", labelled));

    assertThat(label.at("/labels/0/name").asText()).isEqualTo(odd);
  }

  @Test
  void labelsAndDetectionsStandSideBySideWithTheirModels() throws Exception {
    var both =
        new LabelledFrame(
            frame("gate-3", 1),
            List.of(
                Findings.labels(CLASSIFIER, List.of(new LabelledFrame.Label(0, "n0", "tench", 1))),
                Findings.detections(
                    DETECTOR,
                    List.of(
                        new LabelledFrame.DetectedObject(1, "person", 0.71f, 0.1, 0.2, 0.5, 0.4)))),
            1,
            LEDGER);

    var label = JsonContract.check("label-1.json", LabelJson.write("default", both));

    assertThat(label.at("/detections/0").toString())
        .isEqualTo(
            """
            {"index":1,"name":"person","score":0.71,\
            "box":{"top":0.1,"left":0.2,"bottom":0.5,"right":0.4}}""");
    assertThat(label.at("/models/detector").toString())
        .isEqualTo(
            """
            {"name":"ssd_mobilenet_v1_coco","alpha":0.75,"side":300,"precision":"fp32",\
            "digest":"sha256:%s"}"""
                .formatted("0b".repeat(32)));
    assertThat(label.at("/models/classifier/name").asText()).isEqualTo(CLASSIFIER.name());
    assertThat(label.path("labels")).hasSize(1);
  }

  @Test
  void whatNobodyAskedForIsNotWritten() throws Exception {
    var boxes =
        new LabelledFrame(
            frame("gate-3", 1), List.of(Findings.detections(DETECTOR, List.of())), 1, LEDGER);

    var label = JsonContract.check("label-1.json", LabelJson.write("default", boxes));

    assertThat(label.has("labels")).isFalse();
    assertThat(label.path("models").has("classifier")).isFalse();
    assertThat(label.path("detections")).isEmpty();
    assertThat(label.has("detections")).isTrue();
  }

  @Property
  void thePartsAsWrittenAddUpToTheTotalAsWritten(
      @ForAll @LongRange(min = 0, max = 4_000_000_000_000_000L) long ingest,
      @ForAll @LongRange(min = 0, max = 4_000_000_000_000_000L) long queue,
      @ForAll @LongRange(min = 0, max = 10_000_000) long resize,
      @ForAll @LongRange(min = 0, max = 10_000_000) long batch,
      @ForAll @LongRange(min = 0, max = 10_000_000) long inference,
      @ForAll @LongRange(min = 0, max = 10_000_000) long finish) {
    var text =
        new String(
            written("gate-3", new Ledger(ingest, queue, resize, batch, inference, finish)), UTF_8);
    var latencies = text.substring(text.indexOf("latencyMillis") + "latencyMillis".length());
    var numbers =
        Pattern.compile("\":(\\d+\\.\\d{3})")
            .matcher(latencies)
            .results()
            .map(match -> new BigDecimal(match.group(1)))
            .toList();

    assertThat(numbers).hasSize(7);
    assertThat(numbers.subList(0, 6).stream().reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo(numbers.get(6));
  }

  private static byte[] written(String camera, Ledger ledger) {
    return LabelJson.write("default", labelled(frame(camera, 1), ledger));
  }
}
