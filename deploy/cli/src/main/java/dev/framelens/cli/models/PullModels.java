package dev.framelens.cli.models;

import dev.framelens.catalogue.ModelCatalogue;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.commandline.OutputFormat;
import dev.framelens.model.ModelException;
import dev.framelens.model.store.StoredModel;
import dev.framelens.runtime.console.ConsoleProgress;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings models of the catalogue into the store. */
@Command(
    name = "pull",
    description = "Fetch models of the catalogue into the store, checked file by file.",
    mixinStandardHelpOptions = true)
final class PullModels implements Runnable {
  @Parameters(arity = "1..*", paramLabel = "NAME", description = "As `models list` prints them.")
  private List<String> names;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "text|json",
      description = "For people or for programs (default: ${DEFAULT-VALUE}).")
  private OutputFormat format;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    var models = ModelCatalogue.standard();
    List<String> failures = new ArrayList<>();
    for (String name : names) {
      try {
        StoredLine.print(pull(models, name), format, spec.commandLine().getOut());
      } catch (FramelensException | ModelException e) {
        failures.add(String.valueOf(e.getMessage()));
      }
    }
    if (!failures.isEmpty()) {
      throw new FramelensException(String.join("; ", failures));
    }
  }

  private StoredModel pull(ModelCatalogue models, String name) {
    try (var progress = ConsoleProgress.on(spec.commandLine().getErr())) {
      return models.pull(name, progress);
    }
  }
}
