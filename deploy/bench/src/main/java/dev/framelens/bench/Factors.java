package dev.framelens.bench;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A list of levels for each factor that a command has, as options of that command. */
public final class Factors {
  private final Map<Factor, OptionSpec> options = new EnumMap<>(Factor.class);

  /** A command with factors. */
  public interface Varied {
    Factors factors();
  }

  /** Gives a {@link Varied} command its options. */
  public static final class AsOptions implements IModelTransformer {
    @Override
    public CommandSpec transform(CommandSpec command) {
      ((Varied) command.userObject()).factors().options.values().forEach(command::addOption);
      return command;
    }
  }

  private Factors(String folders) {
    options.put(Factor.FRAMES, option(Factor.FRAMES).required(true).description(folders).build());
  }

  /** Of a command that takes one folder of pictures. */
  public static Factors ofOneFolder() {
    return new Factors("A folder of JPEG or PNG pictures, all of one size.");
  }

  /** Of a command that takes several. */
  public static Factors ofFolders() {
    return new Factors("Folders of JPEG or PNG pictures, each of one size.");
  }

  /** And one more, with the levels that it has by default. */
  public Factors and(Factor factor, String standard) {
    return and(factor, standard, standard);
  }

  /** The same, of a default that must be explained; an empty one leaves it to others. */
  public Factors and(Factor factor, String standard, String explained) {
    OptionSpec.Builder option =
        option(factor).description("%s (default: %s).".formatted(factor.description(), explained));
    if (!standard.isEmpty()) {
      option.defaultValue(standard);
    }
    options.put(factor, option.build());
    return this;
  }

  private static OptionSpec.Builder option(Factor factor) {
    return OptionSpec.builder(factor.option())
        .paramLabel(factor.label())
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity("1")
        .splitRegex(",");
  }

  /** All levels of a factor, as they were given. */
  public List<String> of(Factor factor) {
    OptionSpec option = options.get(factor);
    List<String> levels = option == null ? null : option.getValue();
    return levels == null ? List.of() : levels;
  }

  /** Those of a factor of numbers. */
  public List<Integer> numbers(Factor factor) {
    return of(factor).stream().map(level -> (Integer) factor.level(level)).toList();
  }

  /** The only folder of pictures of a command that takes one. */
  public Path folder() {
    return Path.of(of(Factor.FRAMES).get(0));
  }

  /** Refuses levels that are none. */
  public void check(MeasureOptions wrong) {
    for (Factor factor : options.keySet()) {
      for (String level : of(factor)) {
        try {
          factor.level(level);
        } catch (IllegalArgumentException none) {
          wrong.require(false, factor.option() + " " + level, String.valueOf(none.getMessage()));
        }
      }
    }
  }

  /**
   * The first level of each, then what differs from these in one factor: their sum, not their
   * product.
   */
  public Set<Map<Factor, String>> scan() {
    var base = new EnumMap<Factor, String>(Factor.class);
    options
        .keySet()
        .forEach(factor -> of(factor).stream().limit(1).forEach(level -> base.put(factor, level)));
    var all = new LinkedHashSet<Map<Factor, String>>(List.of(base));
    for (Factor factor : options.keySet()) {
      for (String level : of(factor)) {
        var other = new EnumMap<>(base);
        other.put(factor, level);
        all.add(other);
      }
    }
    return all;
  }
}
