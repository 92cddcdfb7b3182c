package dev.framelens.contract.outcomes;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.framelens.contract.kafka.HeaderNames;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Records as pipelines write them. */
final class Written {
  static final String LABEL =
      """
      {"schema": "framelens.label/1", "pipeline": "night", "camera": "gate-3",
       "frame": {"topic": "frames", "partition": 2, "offset": 9917}, "sequence": 1234,
       "capturedAt": "2026-11-24T12:00:00.123Z", "captureClock": "header", "clockSkewed": true,
       "width": 1280, "height": 720,
       "models": {
         "classifier": {"name": "mobilenet_v1_1.0_224", "alpha": 1.0, "rho": 0.714, "side": 160,
                        "precision": "fp32", "digest": "sha256:0a"},
         "detector": {"name": "ssd_mobilenet_v1_coco", "alpha": 0.75, "side": 300,
                      "precision": "bf16", "digest": "sha256:0b"}},
       "labels": [{"index": 671, "id": "n03792782", "name": "mountain bike", "score": 0.83},
                  {"index": 870, "id": "n04482393", "name": "tricycle", "score": 1.25E-5}],
       "detections": [{"index": 1, "name": "person", "score": 0.71,
                       "box": {"top": 0.1, "left": 0.2, "bottom": 0.5, "right": 0.4}}],
       "latencyMillis": {"ingest": 12.000, "queue": 3.500, "decodeResize": 1.700, "batch": 0.900,
                         "inference": 7.200, "finish": 0.301, "total": 25.601},
       "batchSize": 4}
      """;

  static final String DROP =
      """
      {"schema": "framelens.drop/1", "pipeline": "night", "camera": "gate-3",
       "frame": {"topic": "frames", "partition": 2, "offset": 9917},
       "reason": "over-rate", "ageMillis": 10500}
      """;

  /** The histogram is no histogram, only Base64. */
  static final String LATENCY_OF_CAMERA =
      """
      {"schema": "framelens.latency/1", "pipeline": "night", "camera": "gate-3", "subtask": 1,
       "from": "2026-11-24T12:00:00.000Z", "to": "2026-11-24T12:00:10.000Z",
       "frames": 250, "framesPerSecond": 25.000,
       "latencyMillis": {"total": %1$s}}
      """
          .formatted(distribution());

  static final String LATENCY_OF_SUBTASK =
      """
      {"schema": "framelens.latency/1", "pipeline": "night", "subtask": 1,
       "from": "2026-11-24T12:00:00.000Z", "to": "2026-11-24T12:00:10.000Z",
       "frames": 500, "framesPerSecond": 50.000, "overflowFrames": 7,
       "latencyMillis": {"ingest": %1$s, "queue": %1$s, "decodeResize": %1$s, "batch": %1$s,
                         "inference": %1$s, "finish": %1$s, "total": %1$s}}
      """
          .formatted(distribution());

  private Written() {}

  static ConsumerRecord<byte[], byte[]> record(String topic, String value) {
    return new ConsumerRecord<>(topic, 0, 17, "gate-3".getBytes(UTF_8), value.getBytes(UTF_8));
  }

  static ConsumerRecord<byte[], byte[]> rejection(
      byte @Nullable [] key, byte @Nullable [] value, Map<String, String> headers) {
    var record = new ConsumerRecord<byte[], byte[]>("rejected-frames", 0, 17, key, value);
    headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
    return record;
  }

  static Map<String, String> rejectionHeaders() {
    return Map.of(
        HeaderNames.PIPELINE, "night",
        HeaderNames.ORIGIN, "frames/2@9917",
        HeaderNames.REASON, "too-many-pixels",
        HeaderNames.DETAIL, "Tür (expected: gate)");
  }

  private static String distribution() {
    return """
        {"p50": 1.000, "p95": 2.000, "p99": 3.000, "max": 4.001, "histogram": "AQID"}""";
  }
}
