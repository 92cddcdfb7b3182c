package dev.framelens.wall.tail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.framelens.contract.CameraId;
import dev.framelens.contract.commandline.CameraName;
import dev.framelens.contract.commandline.Fraction;
import dev.framelens.contract.commandline.KafkaOptions;
import dev.framelens.contract.commandline.OptionTypes;
import dev.framelens.contract.commandline.OutputFormat;
import dev.framelens.contract.commandline.StopSignal;
import dev.framelens.contract.outcomes.Label;
import dev.framelens.wall.following.OutcomeListener;
import dev.framelens.wall.following.TopicFollower;
import dev.framelens.wall.state.CameraView;
import dev.framelens.wall.state.LabelView;
import dev.framelens.wall.state.WallState;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Labels and cameras in the terminal, until stopped. */
@Command(
    name = "tail",
    mixinStandardHelpOptions = true,
    description = {
      "Show what comes of each camera in the terminal: labels, age, rates, drops.",
      "On a terminal a line for each camera changes in place; elsewhere each label is a line when it"
          + " comes. With --format json each label is printed as it is in Kafka."
    })
public final class TailCommand implements Runnable {
  private static final Duration EVERY = Duration.ofMillis(500);
  private static final Duration NOTHING = Duration.ZERO;
  private static final int ROWS = 24;
  private static final int COLUMNS = 120;

  @Mixin private KafkaOptions kafka;

  @Mixin private TopicOptions topics;

  @Option(
      names = "--camera",
      paramLabel = "ID",
      converter = CameraName.class,
      description = "Only this camera; once for each (default: all).")
  private List<CameraId> cameras = new ArrayList<>();

  @Option(
      names = "--class",
      paramLabel = "NAME",
      description =
          "Only labels that have a class or an object of this name; once for each (default: all).")
  private List<String> classes = new ArrayList<>();

  @Option(
      names = "--min-score",
      paramLabel = "S",
      converter = Fraction.class,
      description = "Least score of what is shown, from 0 to 1 (default: 0).")
  private double minScore;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "text|json",
      description = "For people or for programs (default: ${DEFAULT-VALUE}).")
  private OutputFormat format;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Stop after so long (default: when stopped).")
  private @Nullable Double seconds;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    var filter =
        new LabelFilter(
            cameras.stream().map(CameraId::text).collect(Collectors.toUnmodifiableSet()),
            lower(classes),
            minScore);
    var names = topics.names(spec);
    boolean inPlace = format == OutputFormat.TEXT && Ansi.AUTO.enabled();
    var state = new WallState(InstantSource.system());
    OutcomeListener listener = inPlace ? state : new Printer(out, filter, format);
    // A terminal shows what is there; a pipe only what comes.
    Duration back = inPlace ? Duration.ofMinutes(1) : NOTHING;
    try (var stop = StopSignal.listen();
        var follower =
            TopicFollower.start(
                kafka.connection(), names, back, listener, InstantSource.system())) {
      var screen = new TailScreen(out, size("LINES", ROWS), size("COLUMNS", COLUMNS));
      var end = seconds;
      long endNanos = end == null ? Long.MAX_VALUE : Math.round(end * 1e9);
      long started = System.nanoTime();
      @Nullable String told = null;
      while (System.nanoTime() - started < endNanos && !stop.await(EVERY) && !out.checkError()) {
        if (inPlace) {
          screen.show(CameraLine.head(), lines(state, filter));
        }
        String fault = follower.fault().orElse(null);
        if (fault != null && !fault.equals(told)) {
          spec.commandLine().getErr().println("framelens: " + fault);
          spec.commandLine().getErr().flush();
        }
        told = fault;
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> lines(WallState state, LabelFilter filter) {
    long now = System.currentTimeMillis();
    return state.cameras().stream()
        .filter(camera -> filter.takes(camera.id()) && isShown(camera, filter))
        .map(camera -> CameraLine.of(camera, filter, now))
        .toList();
  }

  /** With a filter of what is seen, a camera that sees nothing of it has no line. */
  private static boolean isShown(CameraView camera, LabelFilter filter) {
    var label = camera.label();
    return (filter.classes().isEmpty() && filter.minScore() == 0)
        || (label != null
            && (label.labels().stream().anyMatch(seen -> filter.takes(seen.name(), seen.score()))
                || label.boxes().stream()
                    .anyMatch(found -> filter.takes(found.name(), found.score()))));
  }

  private static Set<String> lower(List<String> names) {
    return names.stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** As shells tell it, where they do. */
  private static int size(String variable, int otherwise) {
    String text = System.getenv(variable);
    return text == null || !text.matches("[1-9]\\d{0,3}")
        ? otherwise
        : OptionTypes.wholeNumber(text);
  }

  /** Prints each label when it comes, on the follower's thread. */
  private record Printer(PrintWriter out, LabelFilter filter, OutputFormat format)
      implements OutcomeListener {
    @Override
    public void label(Label label, byte[] json, long atMillis) {
      if (!filter.takes(label)) {
        return;
      }
      out.println(
          format == OutputFormat.JSON
              ? new String(json, UTF_8)
              : CameraLine.of(label.camera(), LabelView.of(label, atMillis), filter));
      out.flush();
    }
  }
}
