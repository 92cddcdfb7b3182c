package dev.framelens.bench;

import dev.framelens.contract.Task;
import dev.framelens.model.mobilenet.Architecture;
import dev.framelens.tagging.settings.Delivery;
import dev.framelens.tagging.settings.PrecisionChoice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.util.TimeUtils;

/** What may be varied, in the words of the job's options. */
public enum Factor {
  FRAMES("frames", "DIR", String::valueOf, "JPEG or PNG pictures of one size"),
  TASK("task", "TASK", oneOf(List.of(Task.values())), "classify, detect or both"),
  MODEL("model", "NAME", String::valueOf, "Classifiers of the store"),
  DETECTOR("detector", "NAME", String::valueOf, "Detectors of the store"),
  SIDE("side", "PIXELS", Factor::side, "Sides of the squares that classifiers see"),
  PRECISION("precision", "HOW", oneOf(List.of(PrecisionChoice.values())), "How the models compute"),
  BATCH_SIZE("batch-size", "FRAMES", Factor::positive, "Frames that share a call of the model"),
  LINGER("linger", "DURATION", TimeUtils::parseDuration, "How long a frame waits for others"),
  PARTITIONS("partitions", "N", Factor::positive, "Of the frames' topic"),
  CAMERAS("cameras", "N", Factor::positive, "That share the frames"),
  SPREAD(
      "spread",
      "true|false",
      oneOf(List.of(true, false)),
      "Whether all slots share all partitions"),
  DELIVERY("delivery", "HOW", oneOf(List.of(Delivery.values())), "at-least-once or exactly-once");

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

  /** A level of it; an {@link IllegalArgumentException} says what was expected. */
  public Object level(String text) {
    return reader.apply(text);
  }

  private static Function<String, Object> oneOf(List<?> levels) {
    Map<String, Object> words = new LinkedHashMap<>();
    for (Object level : levels) {
      words.put(level.toString().toLowerCase(Locale.ROOT).replace('_', '-'), level);
    }
    return text -> {
      Object level = words.get(text.toLowerCase(Locale.ROOT));
      if (level == null) {
        throw new IllegalArgumentException(String.join(" or ", words.keySet()));
      }
      return level;
    };
  }

  private static Object side(String text) {
    int step = Architecture.TOTAL_STRIDE;
    boolean fits = text.matches("[1-9]\\d{0,4}") && Integer.parseInt(text) % step == 0;
    return Integer.valueOf(require(fits, text, "multiples of " + step));
  }

  private static Object positive(String text) {
    return Integer.valueOf(require(text.matches("[1-9]\\d{0,6}"), text, "1 or more"));
  }

  private static String require(boolean holds, String text, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(expected);
    }
    return text;
  }
}
