package dev.framelens.tagging.outcomes;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The attributes of one record after CloudEvents 1.0, in the binary mode of its Kafka binding.
 *
 * @param kind {@code label}, {@code drop}, {@code rejected} or {@code latency}; together with the
 *     pipeline it is the event's source
 * @param id within the source, and the same after a replay
 * @param time RFC 3339
 */
record CloudEvent(String pipeline, String kind, String id, String time, String contentType) {
  static final String JSON = "application/json";

  Headers headers() {
    var headers = new RecordHeaders();
    headers.add("ce_specversion", "1.0".getBytes(UTF_8));
    headers.add("ce_id", "%s/%s".formatted(pipeline, id).getBytes(UTF_8));
    headers.add("ce_source", "/framelens/%s/%s".formatted(pipeline, kind).getBytes(UTF_8));
    headers.add("ce_type", "dev.framelens.%s.v1".formatted(kind).getBytes(UTF_8));
    headers.add("ce_time", time.getBytes(UTF_8));
    headers.add("content-type", contentType.getBytes(UTF_8));
    return headers;
  }
}
