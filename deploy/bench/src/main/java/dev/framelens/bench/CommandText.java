package dev.framelens.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A command as it ran, with the defaults of what decides its figures. */
public final class CommandText {
  /** They say where rows go, not what is measured. */
  private static final Set<String> OUTPUT =
      Set.of("--record", "--plot", "--out", "--format", "--verbose", "--help", "--version");

  private CommandText() {}

  /** With paths as they were given. */
  public static String of(CommandSpec spec) {
    return of(spec, path -> path);
  }

  /** With the last name of each path alone: records and plots are shown to others. */
  public static String forShowing(CommandSpec spec) {
    return of(spec, path -> String.valueOf(Path.of(path).toAbsolutePath().getFileName()));
  }

  private static String of(CommandSpec spec, UnaryOperator<String> path) {
    var words = new ArrayList<>(List.of("framelens bench", spec.name()));
    var options = new ArrayList<>(spec.options());
    options.sort(Comparator.comparing(option -> option.splitRegex().isEmpty())); // factors first
    for (OptionSpec option : options) {
      String name = option.longestName();
      String value = OUTPUT.contains(name) ? "" : value(spec, option);
      if (option.arity().max() == 0 && !OUTPUT.contains(name)) {
        words.addAll(Boolean.TRUE.equals(option.getValue()) ? List.of(name) : List.of());
      } else if (!value.isEmpty()) {
        words.add(name);
        words.add(
            Stream.of(value.split(",", -1))
                .map(part -> part.contains("/") ? path.apply(part) : part)
                .collect(Collectors.joining(",")));
      }
    }
    return String.join(" ", words);
  }

  /** Empty where nobody gave one and there is no default. */
  private static String value(CommandSpec spec, OptionSpec option) {
    if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
      return String.join(",", option.originalStringValues());
    }
    String value = option.defaultValueString();
    return value == null || value.equals("null") || value.equals("[]") ? "" : value;
  }
}
