package dev.framelens.contract.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.framelens.contract.json.JsonFields;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a bridge knows of one camera: {@code framelens.status/1}, a record of the compacted topic
 * {@value #TOPIC}, whose key is the camera. It is written at every change of state and as often as
 * {@link #EVERY} says; a null value says that the camera was taken out of the bridge. Fields that
 * this version does not know are passed over.
 *
 * @param camera 1 to 128 characters of {@code A-Za-z0-9._-}, and the record's key
 * @param bridge the name of the bridge that has the camera, of the same characters
 * @param since when the camera came into this state
 * @param at when this was written, by the bridge's clock
 * @param reason one sentence for people, without what its owner keeps secret; null: all is well
 * @param fps frames a second that went to Kafka, since the status before
 * @param sourceFps frames a second that the camera showed, since the status before
 * @param ageMillis since the last frame that the camera showed; null: there was none yet
 * @param width pixels of the last frame that went to Kafka; null: there was none yet
 * @param height pixels of the same
 * @param bytesPerSecond of what went to Kafka, since the status before
 * @param published frames that Kafka has confirmed
 * @param dropped frames that were due and never reached Kafka
 * @param skipped frames above the rate that was asked for
 * @param unchanged frames that showed what the one before had shown, and so were not sent
 * @param reconnects how often the camera was connected again
 * @param partition of the topic of frames where the camera's go; null: Kafka's choice by the key
 */
public record CameraStatus(
    String camera,
    String bridge,
    CameraState state,
    Instant since,
    Instant at,
    @Nullable String reason,
    double fps,
    double sourceFps,
    @Nullable Long ageMillis,
    @Nullable Integer width,
    @Nullable Integer height,
    double bytesPerSecond,
    long published,
    long dropped,
    long skipped,
    long unchanged,
    long reconnects,
    @Nullable Integer partition) {
  public static final String SCHEMA = "framelens.status/1";
  public static final String TOPIC = "camera-status";

  /** How often a bridge writes each camera's status where nothing changes. */
  public static final Duration EVERY = Duration.ofSeconds(3);

  /** A bridge of which nothing was heard for so long is gone, and its cameras are offline. */
  public static final Duration SILENT_AFTER = Duration.ofSeconds(10);

  private static final JsonMapper JSON = new JsonMapper();
  private static final double HUNDREDTHS = 100;

  /**
   * Reads a record of the topic that has a value.
   *
   * @throws dev.framelens.contract.FramelensException with the record's place where it is no
   *     status, naming the field that is absent or wrong and its value
   */
  public static CameraStatus read(ConsumerRecord<byte[], byte[]> record) {
    return read(JsonFields.of(SCHEMA, record));
  }

  /** The same from a record's value alone. */
  public static CameraStatus read(byte @Nullable [] value) {
    return read(JsonFields.of(SCHEMA, value));
  }

  private static CameraStatus read(JsonFields status) {
    return new CameraStatus(
        status.name("camera"),
        status.name("bridge"),
        status.oneOf("state", CameraState.values(), CameraState::word),
        status.time("since"),
        status.time("at"),
        optional(status, "reason", status::text),
        status.number("fps"),
        status.number("sourceFps"),
        optional(status, "ageMillis", field -> status.count(field, 0)),
        optional(status, "width", field -> status.integer(field, 1)),
        optional(status, "height", field -> status.integer(field, 1)),
        status.number("bytesPerSecond"),
        status.count("published", 0),
        status.count("dropped", 0),
        status.count("skipped", 0),
        status.count("unchanged", 0),
        status.count("reconnects", 0),
        optional(status, "partition", field -> status.integer(field, 0)));
  }

  private static <T> @Nullable T optional(
      JsonFields status, String field, Function<String, T> read) {
    return status.has(field) ? read.apply(field) : null;
  }

  /** The record's value. */
  public byte[] write() {
    ObjectNode json =
        JSON.createObjectNode()
            .put("schema", SCHEMA)
            .put("camera", camera)
            .put("bridge", bridge)
            .put("state", state.word())
            .put("since", text(since))
            .put("at", text(at));
    if (reason != null) {
      json.put("reason", reason);
    }
    json.put("fps", rounded(fps)).put("sourceFps", rounded(sourceFps));
    if (ageMillis != null) {
      json.put("ageMillis", ageMillis);
    }
    if (width != null) {
      json.put("width", width);
    }
    if (height != null) {
      json.put("height", height);
    }
    json.put("bytesPerSecond", Math.round(bytesPerSecond))
        .put("published", published)
        .put("dropped", dropped)
        .put("skipped", skipped)
        .put("unchanged", unchanged)
        .put("reconnects", reconnects);
    if (partition != null) {
      json.put("partition", partition);
    }
    return json.toString().getBytes(UTF_8);
  }

  private static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private static double rounded(double rate) {
    return Math.round(rate * HUNDREDTHS) / HUNDREDTHS;
  }

  /** Whether so much time has passed since it was written that its bridge must be gone. */
  public boolean isSilent(Instant now) {
    return at.plus(SILENT_AFTER).isBefore(now);
  }
}
