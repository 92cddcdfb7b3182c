package dev.framelens.contract.outcomes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.framelens.contract.CaptureClock;
import dev.framelens.contract.FrameId;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.LedgerPart;
import dev.framelens.contract.ModelKind;
import dev.framelens.contract.outcomes.Label.Box;
import dev.framelens.contract.outcomes.Label.Classification;
import dev.framelens.contract.outcomes.Label.Detection;
import dev.framelens.contract.outcomes.Label.Model;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelTest {
  @Test
  void hasEveryFieldOfItsRecord() {
    var label = Label.read(Written.record("labels", Written.LABEL));

    assertThat(label.pipeline()).isEqualTo("night");
    assertThat(label.camera()).isEqualTo("gate-3");
    assertThat(label.frame()).isEqualTo(new FrameId("frames", 2, 9917));
    assertThat(label.sequence()).isEqualTo(1234);
    assertThat(label.capturedAt()).isEqualTo(Instant.parse("2026-11-24T12:00:00.123Z"));
    assertThat(label.captureClock()).isEqualTo(CaptureClock.HEADER);
    assertThat(label.clockSkewed()).isTrue();
    assertThat(label.width()).isEqualTo(1280);
    assertThat(label.height()).isEqualTo(720);
    assertThat(label.models())
        .containsExactly(
            new Model(
                ModelKind.CLASSIFIER, "mobilenet_v1_1.0_224", 1, 0.714, 160, "fp32", "sha256:0a"),
            new Model(
                ModelKind.DETECTOR, "ssd_mobilenet_v1_coco", 0.75, null, 300, "bf16", "sha256:0b"));
    assertThat(label.model(ModelKind.DETECTOR)).hasValue(label.models().get(1));
    assertThat(label.classifications())
        .containsExactly(
            new Classification(671, "n03792782", "mountain bike", 0.83),
            new Classification(870, "n04482393", "tricycle", 1.25e-5));
    assertThat(label.detections())
        .containsExactly(new Detection(1, "person", 0.71, new Box(0.1, 0.2, 0.5, 0.4)));
    assertThat(label.ledgerMicros())
        .containsExactly(
            entry(LedgerPart.INGEST, 12_000L),
            entry(LedgerPart.QUEUE, 3_500L),
            entry(LedgerPart.DECODE_RESIZE, 1_700L),
            entry(LedgerPart.BATCH, 900L),
            entry(LedgerPart.INFERENCE, 7_200L),
            entry(LedgerPart.FINISH, 301L),
            entry(LedgerPart.TOTAL, 25_601L));
    assertThat(label.micros(LedgerPart.TOTAL)).isEqualTo(25_601);
    assertThat(label.millis(LedgerPart.TOTAL)).isEqualTo(25.601);
    assertThat(label.batchSize()).isEqualTo(4);
  }

  @Test
  void isTheSameFromTheValueAlone() {
    assertThat(Label.read(Written.LABEL.getBytes(UTF_8)))
        .isEqualTo(Label.read(Written.record("labels", Written.LABEL)));
  }

  @Test
  void ofOneTaskHasNothingOfTheOther() {
    var boxesOnly =
        Written.LABEL.replaceAll("(?s)\"labels\": \\[.*?\\],", "").replace("classifier", "unknown");

    var label = Label.read(boxesOnly.getBytes(UTF_8));

    assertThat(label.classifications()).isEmpty();
    assertThat(label.models()).extracting(Model::kind).containsExactly(ModelKind.DETECTOR);
    assertThat(label.model(ModelKind.CLASSIFIER)).isEmpty();
    assertThat(label.detections()).hasSize(1);
  }

  @Test
  void passesOverWhatItDoesNotKnow() {
    var later =
        Written.LABEL
            .replace("\"batchSize\"", "\"nextThing\": {\"side\": 160}, \"batchSize\"")
            .replace("\"partition\"", "\"epoch\": 5, \"partition\"")
            .replace("\"top\"", "\"near\": 1, \"top\"");

    assertThat(Label.read(later.getBytes(UTF_8)))
        .isEqualTo(Label.read(Written.LABEL.getBytes(UTF_8)));
  }

  @Test
  void ofACameraThatDoesNotCountHasNoSequence() {
    var uncounted = Written.LABEL.replace("\"sequence\": 1234,", "");

    assertThat(Label.read(uncounted.getBytes(UTF_8)).sequence()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "width": 1280   | "width": "wide"  | width is "wide"
          "width": 1280   | "width": 0       | width is 0
          "width": 1280   | "width": 12.5    | width is 12.5
          "width": 1280   | "width": 5e9     | width is 5.0E9
          "offset": 9917  | "offset": -1     | frame.offset is -1
          "offset": 9917  | "offset": null   | frame.offset is null
          gate-3          | gate 3           | camera is "gate 3"
          : "header"      | : "sundial"      | captureClock is "sundial"
          24T12           | 24 12            | capturedAt is "2026-11-24 12:00:00.123Z"
          "score": 0.83   | "score": 1.5     | labels[0].score is 1.5
          "top": 0.1      | "top": -0.1      | detections[0].box.top is -0.1
          "total": 25.601 | "total": "25.601"| latencyMillis.total is "25.601"
          "rho": 0.714,   | ''               | models.classifier.rho is absent
          : true          | : "yes"          | clockSkewed is "yes"
          : 4}            | : 0}             | batchSize is 0
          """)
  void refusesAFieldThatIsWrongAndSaysWhichAndWhere(String right, String wrong, String fault) {
    assertThat(Written.LABEL).contains(right);
    var label = Written.LABEL.replace(right, wrong);

    assertThatThrownBy(() -> Label.read(Written.record("labels", label)))
        .isInstanceOf(FramelensException.class)
        .hasMessageStartingWith("The field ")
        .hasMessageContaining(fault.replaceFirst(" is ", " of the record labels/0@17 is "))
        .hasMessageContaining("(expected: ");
  }

  @Test
  void refusesWhatIsNoLabel() {
    assertThatThrownBy(() -> Label.read(Written.record("labels", Written.DROP)))
        .hasMessage(
            "The field schema of the record labels/0@17 is \"framelens.drop/1\" (expected: \"framelens.label/1\")");
    assertThatThrownBy(() -> Label.read(Written.record("labels", "{\"schema\":")))
        .isInstanceOf(FramelensException.class)
        .hasMessage(
            "The record labels/0@17 is no JSON (expected: framelens.label/1): {\"schema\":");
    assertThatThrownBy(() -> Label.read(Written.record("labels", "")))
        .hasMessage(
            "The field schema of the record labels/0@17 is absent (expected: \"framelens.label/1\")");
    assertThatThrownBy(() -> Label.read(Written.record("labels", "[1]")))
        .hasMessageStartingWith("The field schema of the record labels/0@17 is absent");
    assertThatThrownBy(() -> Label.read((byte[]) null))
        .isInstanceOf(FramelensException.class)
        .hasMessage("The record has no value (expected: framelens.label/1)");
    assertThatThrownBy(() -> Label.read(Written.record("labels", Written.LABEL + "{}")))
        .isInstanceOf(FramelensException.class);
  }

  @Test
  void refusesALabelThatNoModelGave() {
    var nobody = Written.LABEL.replace("classifier", "a").replace("detector", "b");

    assertThatThrownBy(() -> Label.read(nobody.getBytes(UTF_8)))
        .hasMessageStartingWith("The field models of the record is {\"a\":")
        .hasMessageEndingWith("(expected: a classifier, a detector or both)");
  }
}
