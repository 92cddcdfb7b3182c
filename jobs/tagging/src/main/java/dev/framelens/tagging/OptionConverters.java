package dev.framelens.tagging;

import dev.framelens.contract.CameraId;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.tagging.settings.Delivery;
import dev.framelens.tagging.settings.Task;
import dev.framelens.tagging.source.FramePosition;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** From words to values; whoever cannot says what was found and what was expected. */
public final class OptionConverters {
  private OptionConverters() {}

  static final class PipelineId implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      var fault = CameraId.fault(text);
      if (fault.isPresent()) {
        throw wrong("'%s' %s".formatted(text, fault.get()), CameraId.EXPECTED);
      }
      return text;
    }
  }

  static final class Servers implements ITypeConverter<String> {
    private static final Pattern LIST = Pattern.compile("[^\\s,]+:\\d{1,5}(,[^\\s,]+:\\d{1,5})*");

    @Override
    public String convert(String text) {
      if (!LIST.matcher(text).matches()) {
        throw wrong("'%s' names no servers".formatted(text), "HOST:PORT, several with commas");
      }
      return text;
    }
  }

  /** {@code 500ms}, {@code 10s}, {@code 5m}, {@code 2h}, {@code 0} or ISO 8601's {@code PT10S}. */
  static class Span implements ITypeConverter<Duration> {
    private static final Pattern SHORT = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private final Duration least;

    Span(Duration least) {
      this.least = least;
    }

    @Override
    public Duration convert(String text) {
      var span = parse(text);
      if (span.compareTo(least) < 0) {
        throw wrong(
            "'%s' is too short".formatted(text), "at least %d ms".formatted(least.toMillis()));
      }
      return span;
    }

    private static Duration parse(String text) {
      Matcher parts = SHORT.matcher(text);
      if (parts.matches()) {
        long count = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
          case "ms" -> Duration.ofMillis(count);
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          default -> Duration.ofHours(count);
        };
      }
      try {
        var span = text.equals("0") ? Duration.ZERO : Duration.parse(text);
        if (span.compareTo(Duration.ofDays(36_500)) <= 0) {
          return span;
        }
      } catch (DateTimeException e) {
        // Said below, with the text.
      }
      throw wrong("'%s' is no duration".formatted(text), "such as 500ms, 10s, 5m, 2h or PT10S");
    }
  }

  static final class SpanOrZero extends Span {
    SpanOrZero() {
      super(Duration.ZERO);
    }
  }

  static final class SpanOfMillis extends Span {
    SpanOfMillis() {
      super(Duration.ofMillis(1));
    }
  }

  /** Checkpoints and windows that come faster cost more than they tell. */
  static final class Period extends Span {
    Period() {
      super(Duration.ofMillis(100));
    }
  }

  static final class Start implements ITypeConverter<FramePosition> {
    @Override
    public FramePosition convert(String text) {
      try {
        return FramePosition.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  static final class Stop implements ITypeConverter<FramePosition> {
    @Override
    public FramePosition convert(String text) {
      var position = new Start().convert(text);
      return switch (position.kind()) {
        case LATEST, TIME -> position;
        case EARLIEST, COMMITTED ->
            throw wrong("'%s' is no place to stop at".formatted(text), "latest or a time");
      };
    }
  }

  static final class Side implements ITypeConverter<Integer> {
    static final int STEP = 32;
    static final int LARGEST = 1024;

    @Override
    public Integer convert(String text) {
      if (text.matches("\\d{1,4}")) {
        int side = Integer.parseInt(text);
        if (isSide(side)) {
          return side;
        }
      }
      throw wrong(
          "'%s' is no side in pixels".formatted(text),
          "a multiple of %d from %d to %d".formatted(STEP, STEP, LARGEST));
    }

    static boolean isSide(long side) {
      return side >= STEP && side <= LARGEST && side % STEP == 0;
    }
  }

  /** ρ as a decimal of three places or a fraction; its value is the side that it asks for. */
  static final class Rho implements ITypeConverter<Integer> {
    private static final double PAPER_SIDE = 224;

    /** What three decimal places leave open, with a little to spare. */
    private static final double TOLERANCE_PIXELS = 0.15;

    private static final Pattern NUMBER =
        Pattern.compile("(\\d{1,4}(?:\\.\\d{1,18})?)(?:/(\\d{1,4}))?");

    @Override
    public Integer convert(String text) {
      Matcher parts = NUMBER.matcher(text);
      if (parts.matches()) {
        double divisor = parts.group(2) == null ? 1 : Double.parseDouble(parts.group(2));
        double pixels = Double.parseDouble(parts.group(1)) / divisor * PAPER_SIDE;
        long side = Math.round(pixels);
        if (Side.isSide(side) && Math.abs(pixels - side) <= TOLERANCE_PIXELS) {
          return (int) side;
        }
      }
      throw wrong(
          "'%s' is no resolution multiplier".formatted(text),
          "1, 6/7 or 0.857, 5/7 or 0.714, 4/7 or 0.571,"
              + " or another for which 224 times it is a multiple of 32");
    }
  }

  static final class DeliveryWord implements ITypeConverter<Delivery> {
    @Override
    public Delivery convert(String text) {
      for (var delivery : Delivery.values()) {
        if (delivery.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
          return delivery;
        }
      }
      throw wrong("'%s' is no delivery".formatted(text), "at-least-once or exactly-once");
    }
  }

  public static final class PrecisionWord implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      if (text.equals(Precision.AUTO)) {
        return text;
      }
      for (var precision : Precision.values()) {
        if (precision.word().equals(text)) {
          return text;
        }
      }
      throw wrong("'%s' is no precision".formatted(text), "auto, fp32 or bf16");
    }
  }

  static final class TaskWord implements ITypeConverter<Task> {
    @Override
    public Task convert(String text) {
      return switch (text) {
        case "classify" -> Task.CLASSIFY;
        case "detect" -> Task.DETECT;
        case "both" -> Task.BOTH;
        default -> throw wrong("'%s' is no task".formatted(text), "classify, detect or both");
      };
    }
  }

  static final class Score implements ITypeConverter<Float> {
    @Override
    public Float convert(String text) {
      try {
        float score = Float.parseFloat(text);
        if (score >= 0 && score <= 1) {
          return score;
        }
      } catch (NumberFormatException e) {
        // Said below, with the text.
      }
      throw wrong("'%s' is no score".formatted(text), "a number from 0 to 1");
    }
  }

  static class Count implements ITypeConverter<Integer> {
    private final int least;
    private final int most;

    Count(int least, int most) {
      this.least = least;
      this.most = most;
    }

    @Override
    public Integer convert(String text) {
      if (text.matches("\\d{1,9}")) {
        int count = Integer.parseInt(text);
        if (count >= least && count <= most) {
          return count;
        }
      }
      throw wrong(
          "'%s' is out of range".formatted(text),
          "a whole number from %d to %d".formatted(least, most));
    }
  }

  static final class Top extends Count {
    Top() {
      super(1, 1000);
    }
  }

  static final class BatchSize extends Count {
    BatchSize() {
      super(1, 256);
    }
  }

  static final class LingerMillis extends Count {
    LingerMillis() {
      super(0, 60_000);
    }
  }

  static final class Cameras extends Count {
    Cameras() {
      super(1, 100_000);
    }
  }

  static final class Parallelism extends Count {
    Parallelism() {
      super(1, 32_768); // Flink's own bound
    }
  }

  private static TypeConversionException wrong(String found, String expected) {
    return new TypeConversionException(found + " (expected: " + expected + ")");
  }
}
