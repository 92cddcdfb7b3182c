package dev.framelens.contract.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The names of records' headers, whose values are UTF-8, and the media types that one of them
 * tells. Those that start with {@code ce_} are attributes of CloudEvents 1.0, after the binary mode
 * of its Kafka binding.
 */
public final class HeaderNames {
  /** Of a frame, when it was captured; of an outcome, when it happened. RFC 3339. */
  public static final String TIME = "ce_time";

  /** Of a frame, optional: the camera's own count of its frames, a decimal number. */
  public static final String SEQUENCE = "ce_sequence";

  /** Of every outcome: {@code 1.0}. */
  public static final String SPEC_VERSION = "ce_specversion";

  /** Of every outcome: {@code PIPELINE/ID}, unique within its source, and the same in a replay. */
  public static final String ID = "ce_id";

  /** Of every outcome: {@code /framelens/PIPELINE/KIND}. */
  public static final String SOURCE = "ce_source";

  /** Of every outcome: {@code dev.framelens.KIND.v1}. */
  public static final String TYPE = "ce_type";

  /** Of every outcome: {@link #JSON} or {@link #BYTES}. */
  public static final String CONTENT_TYPE = "content-type";

  /**
   * Of a rejected frame or configuration: the word of a {@link
   * dev.framelens.contract.RejectionReason} or {@link dev.framelens.contract.ConfigFault}.
   */
  public static final String REASON = "reason";

  /** Of a rejected frame or configuration: one sentence with the value and what was expected. */
  public static final String DETAIL = "detail";

  /** Of a rejected frame or configuration: where it was, {@code TOPIC/PARTITION@OFFSET}. */
  public static final String ORIGIN = "origin";

  /** Of a rejected frame or configuration: the pipeline that rejected it. */
  public static final String PIPELINE = "pipeline";

  /** Of the same, optional: {@code true} where its bytes were left out. */
  public static final String TRUNCATED = "truncated";

  /** Of the same, optional: how many bytes it had, a decimal number. */
  public static final String SIZE = "size";

  /** The media type of labels, drops and windows of latency. */
  public static final String JSON = "application/json";

  /** The media type of rejected frames, which may be anything. */
  public static final String BYTES = "application/octet-stream";

  private HeaderNames() {}

  /** The last header of that name; null where there is none or it has no value. */
  public static @Nullable String text(Headers headers, String name) {
    var header = headers.lastHeader(name);
    return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
  }
}
