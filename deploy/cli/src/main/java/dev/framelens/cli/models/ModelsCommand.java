package dev.framelens.cli.models;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups the commands about models. */
@Command(
    name = "models",
    description = "The models: what there is, what is stored here, what they cost.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ListModels.class,
      PullModels.class,
      ImportModel.class,
      ShowModel.class,
      RemoveModels.class
    })
public final class ModelsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Missing command (expected: list, pull, import, show or remove)");
  }
}
