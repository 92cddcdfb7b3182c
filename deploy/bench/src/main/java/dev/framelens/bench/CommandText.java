package dev.framelens.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
    return of(spec, false);
  }

  /** With the last name of each path alone: records are shown to others. */
  static String forRecord(CommandSpec spec) {
    return of(spec, true);
  }

  private static String of(CommandSpec spec, boolean lastNames) {
    var words = new ArrayList<>(List.of("framelens bench", spec.name()));
    var options = new ArrayList<>(spec.options());
    options.sort(Comparator.comparing(option -> option.splitRegex().isEmpty())); // factors first
    for (OptionSpec option : options) {
      String name = option.longestName();
      String value = OUTPUT.contains(name) ? null : value(spec, option);
      if (value != null && option.arity().max() == 0) {
        if (value.equals("true")) {
          words.add(name);
        }
      } else if (value != null) {
        words.add(name);
        words.add(lastNames && value.contains("/") ? lastNames(value) : value);
      }
    }
    return String.join(" ", words);
  }

  private static @Nullable String value(CommandSpec spec, OptionSpec option) {
    var parsed = spec.commandLine().getParseResult();
    if (parsed.hasMatchedOption(option)) {
      return String.join(",", option.originalStringValues());
    }
    String value = option.defaultValueString();
    return value == null || value.isEmpty() || value.equals("null") || value.equals("[]")
        ? null
        : value;
  }

  private static String lastNames(String paths) {
    var names = new ArrayList<String>();
    for (String path : paths.split(",", -1)) {
      names.add(String.valueOf(Path.of(path).toAbsolutePath().getFileName()));
    }
    return String.join(",", names);
  }
}
