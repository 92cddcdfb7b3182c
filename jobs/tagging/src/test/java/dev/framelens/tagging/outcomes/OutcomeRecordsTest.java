package dev.framelens.tagging.outcomes;

import static dev.framelens.tagging.TestFrames.NOON;
import static dev.framelens.tagging.TestFrames.NOON_MILLIS;
import static dev.framelens.tagging.TestFrames.frame;
import static dev.framelens.tagging.TestFrames.labelled;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.contract.DropReason;
import dev.framelens.contract.FrameId;
import dev.framelens.contract.LedgerPart;
import dev.framelens.contract.RejectionReason;
import dev.framelens.contract.kafka.HeaderNames;
import dev.framelens.tagging.admission.DroppedFrame;
import dev.framelens.tagging.admission.LetGoCounts;
import dev.framelens.tagging.admission.RejectedFrame;
import dev.framelens.tagging.inference.Ledger;
import dev.framelens.tagging.latency.LatencyWindow;
import dev.framelens.tagging.source.TestingClocks;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class OutcomeRecordsTest {
  private static final FrameId ID = new FrameId("frames", 2, 9917);

  private final TestingClocks clocks = new TestingClocks(NOON);

  @Test
  void aLabelIsKeyedByItsCameraAndDescribedAsACloudEvent() {
    var labelled = labelled(frame("gate-3", 9917), new Ledger(0, 0, 0, 0, 0, 0));

    var record = TestRecords.write(new LabelRecords("labels", "night"), labelled);

    assertThat(record.topic()).isEqualTo("labels");
    assertThat(record.key()).isEqualTo("gate-3".getBytes(UTF_8));
    assertThat(record.partition()).isNull();
    assertThat(headers(record))
        .isEqualTo(
            Map.of(
                HeaderNames.SPEC_VERSION, "1.0",
                HeaderNames.ID, "night/frames/2@9917",
                HeaderNames.SOURCE, "/framelens/night/label",
                HeaderNames.TYPE, "dev.framelens.label.v1",
                HeaderNames.TIME, "2026-11-24T12:00:00.000Z",
                HeaderNames.CONTENT_TYPE, HeaderNames.JSON));
  }

  @Test
  void aReplayWritesTheSameLabelAgain() {
    var labelled = labelled(frame("gate-3", 9917), new Ledger(1, 2, 3, 4, 5, 6));
    var schema = new LabelRecords("labels", "night");

    var first = TestRecords.write(schema, labelled);
    var second = TestRecords.write(schema, labelled);

    assertThat(second).isNotSameAs(first);
    assertThat(second.value()).isEqualTo(first.value());
    assertThat(second.headers()).isEqualTo(first.headers());
  }

  @Test
  void everyReasonToDropFollowsTheSchema() throws Exception {
    for (var reason : DropReason.values()) {
      var record =
          TestRecords.write(
              new DropRecords("dropped-frames", "default", clocks),
              new DroppedFrame(ID, "gate-3", reason, 10_500));

      var drop = JsonContract.check("drop-1.json", record.value());

      assertThat(record.key()).isEqualTo("gate-3".getBytes(UTF_8));
      assertThat(drop.get("reason").asText()).isEqualTo(reason.word());
      assertThat(drop.get("ageMillis").asLong()).isEqualTo(10_500);
      assertThat(drop.at("/frame/offset").asLong()).isEqualTo(9917);
      assertThat(headers(record))
          .containsEntry(HeaderNames.TYPE, "dev.framelens.drop.v1")
          .containsEntry(HeaderNames.ID, "default/frames/2@9917")
          .containsEntry(HeaderNames.TIME, "2026-11-24T12:00:00.000Z");
    }
  }

  @Test
  void aRejectedFrameLeavesAsItCameWithItsReasonInHeaders() {
    byte[] key = {(byte) 0xFF};
    byte[] value = {1, 2, 3};
    var schema =
        new RejectedRecords("rejected-frames", "default", clocks, () -> TestRecords.LARGEST_BYTES);

    for (var reason : RejectionReason.values()) {
      var record =
          TestRecords.write(
              schema, new RejectedFrame(ID, key, value, reason, "Tür (expected: gate)"));

      assertThat(record.key()).isSameAs(key);
      assertThat(record.value()).isSameAs(value);
      assertThat(headers(record))
          .containsEntry(HeaderNames.REASON, reason.word())
          .containsEntry(HeaderNames.DETAIL, "Tür (expected: gate)")
          .containsEntry(HeaderNames.ORIGIN, "frames/2@9917")
          .containsEntry(HeaderNames.PIPELINE, "default")
          .containsEntry(HeaderNames.ID, "default/frames/2@9917")
          .containsEntry(HeaderNames.TYPE, "dev.framelens.rejected.v1")
          .containsEntry(HeaderNames.CONTENT_TYPE, HeaderNames.BYTES);
    }
  }

  @Test
  void aFrameWithoutKeyAndValueCanBeRejected() {
    var record =
        TestRecords.write(
            new RejectedRecords(
                "rejected-frames", "default", clocks, () -> TestRecords.LARGEST_BYTES),
            new RejectedFrame(ID, null, null, RejectionReason.BAD_KEY, "absent"));

    assertThat(record.key()).isNull();
    assertThat(record.value()).isNull();
  }

  @Test
  void windowsOfLatencyFollowTheSchema() throws Exception {
    var parts =
        Arrays.stream(LedgerPart.values())
            .map(part -> new LatencyWindow.Part(part, 1_000, 2_000, 3_000, 4_001, "AAAA"))
            .toList();
    var total = parts.stream().filter(part -> part.part() == LedgerPart.TOTAL).toList();
    var camera =
        new LatencyWindow(
            "gate-3", 1, NOON_MILLIS, NOON_MILLIS + 10_000, 250, 0, total, null, LetGoCounts.NONE);
    var subtask =
        new LatencyWindow(
            null, 1, NOON_MILLIS, NOON_MILLIS + 10_000, 500, 7, parts, null, LetGoCounts.NONE);
    var schema = new LatencyRecords("latency", "default");

    var ofCamera = TestRecords.write(schema, camera);
    var ofSubtask = TestRecords.write(schema, subtask);

    assertThat(ofCamera.key()).isEqualTo("gate-3".getBytes(UTF_8));
    assertThat(ofSubtask.key()).isEqualTo("subtask-1".getBytes(UTF_8));
    var json = JsonContract.check("latency-1.json", ofCamera.value());
    assertThat(json.get("framesPerSecond").asDouble()).isEqualTo(25);
    assertThat(json.at("/latencyMillis/total/max").asDouble()).isEqualTo(4.001);
    json = JsonContract.check("latency-1.json", ofSubtask.value());
    assertThat(json.get("overflowFrames").asLong()).isEqualTo(7);
    assertThat(json.get("latencyMillis").size()).isEqualTo(7);
    assertThat(headers(ofCamera))
        .containsEntry(HeaderNames.ID, "default/gate-3/subtask-1@" + NOON_MILLIS)
        .containsEntry(HeaderNames.TIME, "2026-11-24T12:00:10.000Z");
  }

  private static Map<String, String> headers(ProducerRecord<byte[], byte[]> record) {
    var headers = new HashMap<String, String>();
    record
        .headers()
        .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    return headers;
  }
}
