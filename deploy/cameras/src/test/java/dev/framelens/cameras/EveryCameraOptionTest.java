package dev.framelens.cameras;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.contract.CameraId;
import dev.framelens.contract.commandline.OptionTypes;
import dev.framelens.testing.RecordParts;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** What can be set of a camera is said by some option, and every option of one sets something. */
class EveryCameraOptionTest {
  private static final Set<Class<?>> WHOLE = Set.of(CameraId.class, SourceUri.class);

  /** Options with what they change, and to what. */
  private static final Map<String, Map<String, String>> CHANGES =
      Map.ofEntries(
          entry("--id=yard", Map.of("id", "yard")),
          entry("--source=yard.mp4", Map.of("source", "yard.mp4")),
          entry("--fps=12.5", Map.of("framesPerSecond", "OptionalDouble[12.5]")),
          entry("--width=640", Map.of("widthPixels", "OptionalInt[640]")),
          entry("--quality=90", Map.of("quality", "90")),
          entry("--once", Map.of("loop", "false")),
          entry("--loop", Map.of()));

  /** What is of all cameras of a process. */
  private static final Set<String> OF_ALL =
      Set.of(
          "--bootstrap-servers",
          "--kafka-config",
          "--topic-frames",
          "--topic-status",
          "--rebalance",
          "--config",
          "--shard",
          "--health",
          "--bridge",
          "--seconds",
          "--help",
          "--version");

  private static final CameraOptions STANDARD =
      CameraOptions.of(new CameraId("gate"), SourceUri.parse("gate.mp4"));

  @Test
  void theDefaultsAreThese() {
    assertThat(RecordParts.of(parse(""), WHOLE))
        .isEqualTo(RecordParts.of(STANDARD, WHOLE))
        .isEqualTo(
            Map.of(
                "id", "gate",
                "source", "gate.mp4",
                "framesPerSecond", "OptionalDouble.empty",
                "widthPixels", "OptionalInt.empty",
                "quality", "80",
                "loop", "true"));
  }

  @Test
  void everyOptionSetsWhatItIsForAndNothingElse() {
    CHANGES.forEach(
        (option, changed) ->
            assertThat(RecordParts.changed(STANDARD, parse(option), WHOLE))
                .as(option)
                .isEqualTo(changed));
  }

  @Test
  void whateverCanBeSetIsSetByAnOption() {
    var set = CHANGES.values().stream().flatMap(one -> one.keySet().stream());

    assertThat(set.collect(Collectors.toSet())).isEqualTo(RecordParts.of(STANDARD, WHOLE).keySet());
  }

  @Test
  void noOptionIsForgotten() {
    var said = new TreeSet<>(OF_ALL);
    CHANGES.keySet().forEach(option -> said.add(option.replaceAll("=.*", "")));
    var known =
        commandLine(new CamerasCommand()).getCommandSpec().options().stream()
            .map(OptionSpec::longestName)
            .toList();

    assertThat(said).containsExactlyInAnyOrderElementsOf(known);
  }

  @Test
  void helpShowsTheDefaultsOfTheRecord() {
    assertThat(commandLine(new CamerasCommand()).getUsageMessage())
        .contains("(default: " + CameraOptions.DEFAULT_QUALITY + ")");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--id| gate 3| Camera id \"gate 3\" (expected: 1 to 128 characters",
        "--source| ftp://a/b| the unknown scheme \"ftp\" (expected: a path",
        "--fps| -1.0| (expected: more than 0, at most 1000)",
        "--fps| NaN| (expected: more than 0, at most 1000)",
        "--width| 2| (expected: 16 to 16384 pixels)",
        "--quality| 0| (expected: 1 to 100)",
        "--topic-frames| a/b| 249 characters"
      })
  void aWrongValueIsAnsweredWithItsOptionTheValueAndWhatWasExpected(
      String option, String value, String expected) {
    assertThatThrownBy(() -> parse(option + "=" + value))
        .isInstanceOf(ParameterException.class)
        .hasMessageContainingAll(option, value, expected);
  }

  private static CameraOptions parse(String option) {
    var command = new CamerasCommand();
    var commandLine = commandLine(command);
    var said = new ArrayList<String>();
    if (!option.startsWith("--id")) {
      said.add("--id=gate");
    }
    if (!option.startsWith("--source")) {
      said.add("--source=gate.mp4");
    }
    if (!option.isEmpty()) {
      said.add(option);
    }
    commandLine.parseArgs(said.toArray(String[]::new));
    return command.cameras().get(0);
  }

  private static CommandLine commandLine(CamerasCommand command) {
    return OptionTypes.install(new CommandLine(command));
  }
}
