package dev.framelens.deploy.models;

import dev.framelens.deploy.console.ConsoleProgress;
import dev.framelens.deploy.console.OutputFormat;
import dev.framelens.model.FramelensException;
import dev.framelens.model.catalogue.ModelStore;
import dev.framelens.model.catalogue.StoredModel;
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
      description = "text or json (default: ${DEFAULT-VALUE}).")
  private OutputFormat format;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    ModelStore store = ModelStore.standard();
    List<String> failures = new ArrayList<>();
    for (String name : names) {
      try {
        StoredLine.print(pull(store, name), format, spec.commandLine().getOut());
      } catch (FramelensException e) {
        failures.add(String.valueOf(e.getMessage()));
      }
    }
    if (!failures.isEmpty()) {
      throw new FramelensException(String.join("; ", failures));
    }
  }

  private StoredModel pull(ModelStore store, String name) {
    try (var progress = ConsoleProgress.on(spec.commandLine().getErr())) {
      return store.pull(name, progress);
    }
  }
}
