package dev.framelens.cli.config;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What cameras are configured with. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = {
      "Configure cameras while the job runs: task, models, classes, region, rate, SLO.",
      "A field that a camera's own configuration leaves out is as * says, and what * leaves out is as"
          + " the job's options say. Jobs follow within a second. A configuration that a job cannot"
          + " follow, such as one with a model that its machines do not have, changes nothing and"
          + " comes back on the topic rejected-config with the reason."
    },
    subcommands = {GetConfig.class, SetConfig.class, ListConfigs.class, UnsetConfig.class})
public final class ConfigCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Missing command (expected: config get, set, list or unset)");
  }
}
