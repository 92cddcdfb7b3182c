package dev.framelens.contract.outcomes;

import dev.framelens.contract.CaptureClock;
import dev.framelens.contract.FrameId;
import dev.framelens.contract.LedgerPart;
import dev.framelens.contract.ModelKind;
import dev.framelens.contract.json.JsonFields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What the models saw in one frame: {@code framelens.label/1}, a record of the topic {@code
 * labels}. Fields that this version does not know are passed over.
 *
 * @param camera 1 to 128 characters of {@code A-Za-z0-9._-}, and the record's key
 * @param sequence the camera's own count of its frames; null where it sent none
 * @param capturedAt to the millisecond, by {@code captureClock}
 * @param clockSkewed whether that clock is off by more than the pipeline allows
 * @param width pixels of the upright frame, at least 1
 * @param height pixels of the upright frame, at least 1
 * @param orientation how the pixels lay in the file, as EXIF counts it: 1 to 8, 1 for upright
 * @param truncatedRows share of the frame's rows that were missing, in [0, 1]
 * @param models those that looked, at least one, in the order of their kinds
 * @param classifications of the classifier, best first; none where there was none
 * @param detections of the detector, best first; none where there was none
 * @param ledgerMicros microseconds of every part of the ledger, each at least 0; the parts add up
 *     to the total
 * @param batchSize frames that shared the models' calls, at least 1
 * @param rung of the ladder at which the classifier looked, 0 for the pipeline's own side; null
 *     where labels are not live
 * @param sloMillis the longest time from append to label that the pipeline promises; null where
 *     labels are not live
 */
public record Label(
    String pipeline,
    String camera,
    FrameId frame,
    @Nullable Long sequence,
    Instant capturedAt,
    CaptureClock captureClock,
    boolean clockSkewed,
    int width,
    int height,
    int orientation,
    double truncatedRows,
    List<Model> models,
    List<Classification> classifications,
    List<Detection> detections,
    Map<LedgerPart, Long> ledgerMicros,
    int batchSize,
    @Nullable Integer rung,
    @Nullable Double sloMillis)
    implements Outcome {
  public static final String SCHEMA = "framelens.label/1";

  private static final ModelKind[] KINDS = ModelKind.values();
  private static final LedgerPart[] PARTS = LedgerPart.values();

  /**
   * A model, and how it looked.
   *
   * @param name in the store, such as {@code mobilenet_v1_1.0_224}
   * @param alpha width multiplier α, in (0, 1]
   * @param rho resolution multiplier ρ = side / 224, to three decimals; null for a detector, whose
   *     sides are its own
   * @param side pixels of the square that the model saw
   * @param precision {@code fp32}, {@code bf16} or {@code int8}
   * @param digest {@code sha256:…} of its weights
   */
  public record Model(
      ModelKind kind,
      String name,
      double alpha,
      @Nullable Double rho,
      int side,
      String precision,
      String digest) {}

  /**
   * One class of the whole picture.
   *
   * @param index the model's class, from 0
   * @param id the class in its data set, such as a WordNet id
   * @param score probability in [0, 1]
   */
  public record Classification(int index, String id, String name, double score) {}

  /**
   * One object in the picture.
   *
   * @param index the model's class, from 1; 0 is the background and never seen
   * @param score in [0, 1]
   */
  public record Detection(int index, String name, double score, Box box) {}

  /** A box's edges in fractions of the frame, in [0, 1]: 0 is the frame's top or left edge. */
  public record Box(double top, double left, double bottom, double right) {}

  /**
   * Reads a record of the topic.
   *
   * @throws dev.framelens.contract.FramelensException with the record's place where it is no label,
   *     naming the field that is absent or wrong and its value
   */
  public static Label read(ConsumerRecord<byte[], byte[]> record) {
    return read(JsonFields.of(SCHEMA, record));
  }

  /** The same from a record's value alone. */
  public static Label read(byte @Nullable [] value) {
    return read(JsonFields.of(SCHEMA, value));
  }

  /** The model of that kind, where one looked. */
  public Optional<Model> model(ModelKind kind) {
    return models.stream().filter(model -> model.kind == kind).findFirst();
  }

  /** Microseconds of a part of the ledger. */
  public long micros(LedgerPart part) {
    return ledgerMicros.getOrDefault(part, 0L);
  }

  /** Milliseconds of a part of the ledger, to three decimals. */
  public double millis(LedgerPart part) {
    return micros(part) / 1000.0;
  }

  private static Label read(JsonFields label) {
    return new Label(
        label.name("pipeline"),
        label.name("camera"),
        label.frame(),
        label.has("sequence") ? label.count("sequence", Long.MIN_VALUE) : null,
        label.time("capturedAt"),
        label.oneOf("captureClock", CaptureClock.values(), CaptureClock::word),
        label.truth("clockSkewed"),
        label.integer("width", 1),
        label.integer("height", 1),
        label.has("orientation") ? label.integer("orientation", 1) : 1,
        label.has("truncatedRows") ? label.fraction("truncatedRows") : 0,
        models(label),
        label.list("labels", Label::classification),
        label.list("detections", Label::detection),
        ledger(label.object("latencyMillis")),
        label.integer("batchSize", 1),
        label.has("rung") ? label.integer("rung", 0) : null,
        label.has("sloMillis") ? label.number("sloMillis") : null);
  }

  private static List<Model> models(JsonFields label) {
    JsonFields all = label.object("models");
    var models = new ArrayList<Model>(KINDS.length);
    for (var kind : KINDS) {
      if (all.has(kind.word())) {
        models.add(model(kind, all.object(kind.word())));
      }
    }
    if (models.isEmpty()) {
      throw label.wrong("models", "a classifier, a detector or both");
    }
    return List.copyOf(models);
  }

  private static Model model(ModelKind kind, JsonFields model) {
    return new Model(
        kind,
        model.text("name"),
        model.number("alpha"),
        kind == ModelKind.CLASSIFIER ? model.number("rho") : null,
        model.integer("side", 1),
        model.text("precision"),
        model.text("digest"));
  }

  private static Classification classification(JsonFields seen) {
    return new Classification(
        seen.integer("index", 0), seen.text("id"), seen.text("name"), seen.fraction("score"));
  }

  private static Detection detection(JsonFields seen) {
    return new Detection(
        seen.integer("index", 1),
        seen.text("name"),
        seen.fraction("score"),
        box(seen.object("box")));
  }

  private static Box box(JsonFields box) {
    return new Box(
        box.fraction("top"), box.fraction("left"), box.fraction("bottom"), box.fraction("right"));
  }

  private static Map<LedgerPart, Long> ledger(JsonFields millis) {
    var micros = new EnumMap<LedgerPart, Long>(LedgerPart.class);
    for (var part : PARTS) {
      micros.put(part, millis.micros(part.word()));
    }
    return Collections.unmodifiableMap(micros);
  }
}
