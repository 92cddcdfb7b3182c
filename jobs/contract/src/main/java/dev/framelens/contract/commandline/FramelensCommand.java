package dev.framelens.contract.commandline;

import static java.util.Objects.requireNonNull;

import dev.framelens.contract.FramelensException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Properties;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The word {@code framelens} before every command, and how its commands end. Exit 0: done; 1: the
 * work failed; 2: wrong use.
 */
@Command(
    name = "framelens",
    description = "Tags live camera streams with MobileNet on Kafka and Flink.",
    mixinStandardHelpOptions = true,
    versionProvider = FramelensCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND")
public abstract class FramelensCommand implements Runnable {

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Print stack traces with errors.")
  private boolean verbose;

  @Spec private CommandSpec spec;

  @Override
  public final void run() {
    PrintWriter err = spec.commandLine().getErr();
    spec.commandLine().usage(err);
    throw new ParameterException(spec.commandLine(), "Missing command");
  }

  /** For a program whose failures explain themselves where they are {@link FramelensException}s. */
  public final CommandLine commandLine() {
    return commandLine(failure -> failure instanceof FramelensException);
  }

  /**
   * Ready to execute.
   *
   * @param explained whether a failure's message is a sentence for people
   */
  public final CommandLine commandLine(Predicate<Exception> explained) {
    return OptionTypes.install(new CommandLine(this))
        .setParameterExceptionHandler(FramelensCommand::reportWrongUse)
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> report(failure, command, explained));
  }

  private static int reportWrongUse(ParameterException wrongUse, String[] arguments) {
    CommandLine command = wrongUse.getCommandLine();
    PrintWriter err = command.getErr();
    err.printf(
        "framelens: %s; see %s --help%n",
        wrongUse.getMessage(), command.getCommandSpec().qualifiedName());
    if (wrongUse instanceof UnmatchedArgumentException unknown) {
      List<String> near = unknown.getSuggestions();
      if (!near.isEmpty()) {
        err.printf("framelens: perhaps %s%n", String.join(" or ", near));
      }
    }
    err.flush();
    return ExitCode.USAGE;
  }

  private int report(Exception failure, CommandLine command, Predicate<Exception> explained) {
    PrintWriter err = command.getErr();
    if (verbose) {
      failure.printStackTrace(err);
    } else if (explained.test(failure)) {
      err.println("framelens: " + failure.getMessage());
    } else {
      err.printf("framelens: %s (--verbose shows where)%n", failure);
    }
    err.flush();
    return ExitCode.SOFTWARE;
  }

  /** What was built, of which commit where a release knows it, and what it goes with. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      var build = new Properties();
      try (var file = FramelensCommand.class.getResourceAsStream("version.properties")) {
        build.load(requireNonNull(file, "version.properties"));
      }
      String commit = build.getProperty("commit");
      return new String[] {
        "framelens %s%s"
            .formatted(
                build.getProperty("version"), commit.isEmpty() ? "" : " (commit " + commit + ")"),
        "for Flink %s, Kafka %s and TensorFlow Java %s"
            .formatted(
                build.getProperty("flink"),
                build.getProperty("kafka"),
                build.getProperty("tensorflow"))
      };
    }
  }
}
