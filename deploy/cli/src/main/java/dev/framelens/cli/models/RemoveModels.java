package dev.framelens.cli.models;

import dev.framelens.catalogue.ModelCatalogue;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes models out of the store. */
@Command(
    name = "remove",
    description = "Take models out of the store; what runs with them goes on.",
    mixinStandardHelpOptions = true)
final class RemoveModels implements Runnable {
  @Parameters(arity = "1..*", paramLabel = "NAME", description = "As `models list` prints them.")
  private List<String> names;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    for (String name : names) {
      ModelCatalogue.standard().remove(name);
      out.println("removed " + name);
      out.flush();
    }
  }
}
