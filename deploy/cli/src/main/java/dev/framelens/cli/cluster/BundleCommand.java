package dev.framelens.cli.cluster;

import dev.framelens.runtime.bundle.Bundle;
import dev.framelens.runtime.cluster.Installation;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bundle}: for those who have a Flink. */
@Command(
    name = "bundle",
    mixinStandardHelpOptions = true,
    description =
        "Write what your own Flink needs: jars for lib/, configuration lines, the job jar and"
            + " instructions.")
public final class BundleCommand implements Runnable {
  @Parameters(paramLabel = "DIR", description = "Empty, absent, or an earlier bundle.")
  private Path directory;

  @Option(
      names = "--slots",
      defaultValue = "2",
      paramLabel = "M",
      description = "Of each TaskManager, for its memory (default: ${DEFAULT-VALUE}).")
  private int slots;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    if (slots < 1 || slots > 64) {
      throw new ParameterException(
          spec.commandLine(), "--slots %d (expected: 1 to 64)".formatted(slots));
    }
    Path target = directory.toAbsolutePath().normalize();
    new Bundle(target).write(Installation.ofThisProgram(), slots);
    spec.commandLine().getOut().printf("Bundle in %s: begin with README.md%n", target);
    spec.commandLine().getOut().flush();
  }
}
