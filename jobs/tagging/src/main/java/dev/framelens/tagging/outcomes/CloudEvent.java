package dev.framelens.tagging.outcomes;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.framelens.contract.kafka.HeaderNames;
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
  Headers headers() {
    var headers = new RecordHeaders();
    headers.add(HeaderNames.SPEC_VERSION, "1.0".getBytes(UTF_8));
    headers.add(HeaderNames.ID, "%s/%s".formatted(pipeline, id).getBytes(UTF_8));
    headers.add(HeaderNames.SOURCE, "/framelens/%s/%s".formatted(pipeline, kind).getBytes(UTF_8));
    headers.add(HeaderNames.TYPE, "dev.framelens.%s.v1".formatted(kind).getBytes(UTF_8));
    headers.add(HeaderNames.TIME, time.getBytes(UTF_8));
    headers.add(HeaderNames.CONTENT_TYPE, contentType.getBytes(UTF_8));
    return headers;
  }
}
