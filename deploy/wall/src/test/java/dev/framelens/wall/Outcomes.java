package dev.framelens.wall;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.framelens.contract.LedgerPart;
import dev.framelens.contract.kafka.HeaderNames;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records as a job writes them. */
public final class Outcomes {
  private static final JsonMapper JSON = new JsonMapper();

  private Outcomes() {}

  /** A box in fractions. */
  public record Found(
      String name, double score, double top, double left, double bottom, double right) {}

  /** A label's value, with one class of the whole picture. */
  public static byte[] label(
      String camera, int partition, long offset, String name, Found... found) {
    return label(camera, partition, offset, 640, 360, name, found);
  }

  /** The same of a picture of that size. */
  public static byte[] label(
      String camera,
      int partition,
      long offset,
      int width,
      int height,
      String name,
      Found... found) {
    ObjectNode label = outcome("framelens.label/1", camera, partition, offset);
    label
        .put("capturedAt", "2026-11-24T12:00:00.123Z")
        .put("captureClock", "header")
        .put("clockSkewed", false)
        .put("width", width)
        .put("height", height)
        .put("batchSize", 1)
        .put("rung", 1)
        .put("sloMillis", 1000);
    var models = label.putObject("models");
    models
        .putObject("classifier")
        .put("name", "mobilenet_v1_1.0_224")
        .put("alpha", 1.0)
        .put("rho", 0.857)
        .put("side", 192)
        .put("precision", "fp32")
        .put("digest", "sha256:0");
    label
        .putArray("labels")
        .addObject()
        .put("index", 671)
        .put("id", "n03792782")
        .put("name", name)
        .put("score", 0.83);
    var detections = label.putArray("detections");
    for (var each : found) {
      var detection =
          detections.addObject().put("index", 1).put("name", each.name).put("score", each.score);
      detection
          .putObject("box")
          .put("top", each.top)
          .put("left", each.left)
          .put("bottom", each.bottom)
          .put("right", each.right);
    }
    var ledger = label.putObject("latencyMillis");
    Map.of(
            "ingest", 12.0,
            "queue", 3.5,
            "decodeResize", 1.7,
            "batch", 0.9,
            "inference", 7.2,
            "finish", 0.3,
            "total", 25.6)
        .forEach(ledger::put);
    return label.toString().getBytes(UTF_8);
  }

  /** A drop's value. */
  public static byte[] drop(String camera, int partition, long offset, String reason) {
    return outcome("framelens.drop/1", camera, partition, offset)
        .put("reason", reason)
        .put("ageMillis", 40)
        .toString()
        .getBytes(UTF_8);
  }

  /** A rejected frame. */
  public static ProducerRecord<byte[], byte[]> rejection(
      String topic, String key, int partition, long offset, String reason, byte[] bytes) {
    var record = new ProducerRecord<>(topic, key.getBytes(UTF_8), bytes);
    Map.of(
            HeaderNames.PIPELINE,
            "default",
            HeaderNames.REASON,
            reason,
            HeaderNames.DETAIL,
            "The picture breaks off after 3 bytes (expected: a whole JPEG)",
            HeaderNames.ORIGIN,
            "frames/%d@%d".formatted(partition, offset))
        .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    return record;
  }

  /** A subtask's window of latency that ended then. */
  public static byte[] latency(int subtask, Instant to) {
    var window =
        JSON.createObjectNode()
            .put("schema", "framelens.latency/1")
            .put("pipeline", "default")
            .put("subtask", subtask)
            .put("from", to.minusSeconds(10).toString())
            .put("to", to.toString())
            .put("frames", 100)
            .put("framesPerSecond", 10.0)
            .put("overflowFrames", 0);
    var parts = window.putObject("latencyMillis");
    for (var part : LedgerPart.values()) {
      parts
          .putObject(part.word())
          .put("p50", 1.0)
          .put("p95", 2.0)
          .put("p99", 3.0)
          .put("max", 4.0)
          .put("histogram", "");
    }
    return window.toString().getBytes(UTF_8);
  }

  private static ObjectNode outcome(String schema, String camera, int partition, long offset) {
    var outcome =
        JSON.createObjectNode()
            .put("schema", schema)
            .put("pipeline", "default")
            .put("camera", camera);
    outcome
        .putObject("frame")
        .put("topic", "frames")
        .put("partition", partition)
        .put("offset", offset);
    return outcome;
  }
}
