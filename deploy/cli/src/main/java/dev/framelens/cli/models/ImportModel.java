package dev.framelens.cli.models;

import dev.framelens.catalogue.ModelCatalogue;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.commandline.OutputFormat;
import dev.framelens.model.ModelException;
import dev.framelens.model.serving.ModelCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings a user's own files into the store. */
@Command(
    name = "import",
    description = "Copy a model's files from this machine into the store.",
    mixinStandardHelpOptions = true)
final class ImportModel implements Runnable {
  @Parameters(paramLabel = "PATH", description = "A directory with the model's files, or one file.")
  private Path path;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description =
          "What to call it. Under a name of the catalogue the files must be the catalogue's.")
  private String name;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "text|json",
      description = "For people or for programs (default: ${DEFAULT-VALUE}).")
  private OutputFormat format;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    var model = ModelCatalogue.standard().importFrom(path, name, files -> requireRuns(files));
    StoredLine.print(model, format, spec.commandLine().getOut());
  }

  /** Checks the copy; what is wrong with it is told with the user's own path. */
  private void requireRuns(Path files) {
    try {
      ModelCheck.requireRuns(files);
    } catch (FramelensException | ModelException wrong) {
      String reason = String.valueOf(wrong.getMessage());
      String copy = files.toString();
      Path own = Files.isDirectory(path) ? path : path.resolveSibling("");
      throw new FramelensException(reason.replace(copy, own.toString()), wrong);
    }
  }
}
