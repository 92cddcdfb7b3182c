package dev.framelens.bench;

import dev.framelens.model.mobilenet.Architecture;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.util.TimeUtils;

/** What may be varied, in the words of the job's options. */
public enum Factor {
  FRAMES("frames", "DIR", String::valueOf, "Folders of JPEG or PNG pictures, each of one size"),
  TASK("task", "TASK", oneOf("classify", "detect", "both"), "classify, detect or both"),
  MODEL("model", "NAME", String::valueOf, "Classifiers of the store"),
  DETECTOR("detector", "NAME", String::valueOf, "Detectors of the store"),
  SIDE("side", "PIXELS", Factor::side, "Sides of the squares that classifiers see"),
  PRECISION("precision", "HOW", oneOf("fp32", "bf16", "auto"), "How the models compute"),
  BATCH_SIZE("batch-size", "FRAMES", Factor::positive, "Frames that share a call of the model"),
  LINGER("linger", "DURATION", TimeUtils::parseDuration, "How long a frame waits for others"),
  PARTITIONS("partitions", "N", Factor::positive, "Of the frames' topic"),
  CAMERAS("cameras", "N", Factor::positive, "That share the frames"),
  SKEW("skew", "S", Factor::skew, "Zipf's exponent: camera k has 1/k^S of the first one's frames"),
  SPREAD("spread", "true|false", oneOf("true", "false"), "Whether all slots share all partitions"),
  CHECKPOINT_INTERVAL(
      "checkpoint-interval", "DURATION", TimeUtils::parseDuration, "Time between checkpoints"),
  DELIVERY(
      "delivery", "HOW", oneOf("at-least-once", "exactly-once"), "at-least-once or exactly-once");

  private final String word;
  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // No reader has state.
  private final Function<String, Object> reader;

  private final String description;

  Factor(String word, String label, Function<String, Object> reader, String description) {
    this.word = word;
    this.label = label;
    this.reader = reader;
    this.description = description;
  }

  /** In a sentence. */
  public String word() {
    return word;
  }

  String option() {
    return "--" + word;
  }

  String label() {
    return label;
  }

  String description() {
    return description;
  }

  /**
   * A level of it.
   *
   * @throws IllegalArgumentException with what was expected
   */
  public Object level(String text) {
    return reader.apply(text);
  }

  private static Function<String, Object> oneOf(String... words) {
    return text -> require(List.of(words).contains(text), text, String.join(" or ", words));
  }

  private static Object side(String text) {
    int step = Architecture.TOTAL_STRIDE;
    boolean fits = text.matches("[1-9]\\d{0,4}") && Integer.parseInt(text) % step == 0;
    return Integer.valueOf(require(fits, text, "multiples of " + step));
  }

  private static Object positive(String text) {
    return Integer.valueOf(require(text.matches("[1-9]\\d{0,6}"), text, "1 or more"));
  }

  private static Object skew(String text) {
    return Double.valueOf(require(text.matches("\\d(\\.\\d+)?|10"), text, "0 to 10"));
  }

  private static String require(boolean holds, String text, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(expected);
    }
    return text;
  }
}
