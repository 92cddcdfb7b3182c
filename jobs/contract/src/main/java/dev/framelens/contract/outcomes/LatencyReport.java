package dev.framelens.contract.outcomes;

import dev.framelens.contract.DropReason;
import dev.framelens.contract.LedgerPart;
import dev.framelens.contract.json.JsonFields;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * How long frames took within one window, those of one camera or all of one subtask: {@code
 * framelens.latency/1}, a record of the topic {@code latency}. Fields that this version does not
 * know are passed over.
 *
 * @param camera null for the window of the subtask
 * @param subtask which subtask measured, from 0
 * @param from to the millisecond, by the clock of the machine that measured
 * @param to by the same clock, after {@code from}
 * @param frames at least 1
 * @param framesPerSecond to three decimals
 * @param overflowFrames of a subtask's window, frames that no camera's window counts; 0 of a
 *     camera's
 * @param parts of a camera the total only, of a subtask every part
 * @param rung of live labels: the mean of the frames' rungs, 0 for the pipeline's own side; null
 *     where labels are not live
 * @param droppedBy of live labels: frames that were let go, as the labels that followed them told
 */
public record LatencyReport(
    String pipeline,
    @Nullable String camera,
    int subtask,
    Instant from,
    Instant to,
    long frames,
    double framesPerSecond,
    long overflowFrames,
    Map<LedgerPart, Distribution> parts,
    @Nullable Double rung,
    Map<DropReason, Long> droppedBy) {
  public static final String SCHEMA = "framelens.latency/1";

  private static final LedgerPart[] PARTS = LedgerPart.values();

  /**
   * One part's times, to two digits.
   *
   * @param histogram a compressed HdrHistogram (V2) of microseconds; windows are merged by adding
   *     their histograms, never from their percentiles. Shared, never copied and never changed.
   */
  public record Distribution(
      long p50Micros, long p95Micros, long p99Micros, long maxMicros, byte[] histogram) {}

  /**
   * Reads a record of the topic.
   *
   * @throws dev.framelens.contract.FramelensException with the record's place where it is no window
   *     of latency, naming the field that is absent or wrong and its value
   */
  public static LatencyReport read(ConsumerRecord<byte[], byte[]> record) {
    return read(JsonFields.of(SCHEMA, record));
  }

  /** The same from a record's value alone. */
  public static LatencyReport read(byte @Nullable [] value) {
    return read(JsonFields.of(SCHEMA, value));
  }

  private static LatencyReport read(JsonFields window) {
    boolean ofCamera = window.has("camera");
    return new LatencyReport(
        window.name("pipeline"),
        ofCamera ? window.name("camera") : null,
        window.integer("subtask", 0),
        window.time("from"),
        window.time("to"),
        window.count("frames", 1),
        window.number("framesPerSecond"),
        ofCamera ? 0 : window.count("overflowFrames", 0),
        parts(window.object("latencyMillis"), ofCamera),
        window.has("rung") ? window.number("rung") : null,
        window.has("droppedBy") ? droppedBy(window.object("droppedBy")) : Map.of());
  }

  private static Map<DropReason, Long> droppedBy(JsonFields counts) {
    var droppedBy = new EnumMap<DropReason, Long>(DropReason.class);
    for (var reason : DropReason.values()) {
      if (counts.has(reason.word())) {
        droppedBy.put(reason, counts.count(reason.word(), 0));
      }
    }
    return Collections.unmodifiableMap(droppedBy);
  }

  private static Map<LedgerPart, Distribution> parts(JsonFields millis, boolean totalOnly) {
    var parts = new EnumMap<LedgerPart, Distribution>(LedgerPart.class);
    for (var part : PARTS) {
      if (part == LedgerPart.TOTAL || !totalOnly || millis.has(part.word())) {
        parts.put(part, distribution(millis.object(part.word())));
      }
    }
    return Collections.unmodifiableMap(parts);
  }

  private static Distribution distribution(JsonFields part) {
    return new Distribution(
        part.micros("p50"),
        part.micros("p95"),
        part.micros("p99"),
        part.micros("max"),
        histogram(part));
  }

  private static byte[] histogram(JsonFields part) {
    String text = part.text("histogram");
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException noBase64) {
      throw part.wrong("histogram", "Base64");
    }
  }
}
