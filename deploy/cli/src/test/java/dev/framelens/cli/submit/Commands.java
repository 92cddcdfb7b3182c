package dev.framelens.cli.submit;

import dev.framelens.contract.FramelensException;
import dev.framelens.contract.commandline.OptionTypes;
import dev.framelens.model.ModelException;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** Commands as a user runs them, in this process. */
public final class Commands {
  private Commands() {}

  /** What it printed; a failure comes out as it is, wrong use as an {@link AssertionError}. */
  static String run(Object command, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var line =
        OptionTypes.install(new CommandLine(command))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    var failures = new Exception[1];
    line.setExecutionExceptionHandler(
        (failure, commandLine, parsed) -> {
          if (failure instanceof FramelensException || failure instanceof ModelException) {
            failures[0] = failure;
            return 1;
          }
          throw failure;
        });
    int exit = line.execute(arguments);
    if (failures[0] != null) {
      throw new CommandFailedException(String.valueOf(failures[0].getMessage()), out.toString());
    }
    if (exit != 0) {
      throw new AssertionError("exit %d: %s%s".formatted(exit, out, err));
    }
    return out.toString();
  }

  /** A command's failure, with what it had printed. */
  static final class CommandFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String printed;

    CommandFailedException(String message, String printed) {
      super(message + System.lineSeparator() + printed);
      this.printed = printed;
    }

    String printed() {
      return printed;
    }
  }
}
