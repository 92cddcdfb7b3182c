package dev.framelens.cli;

import dev.framelens.bench.BenchCommand;
import dev.framelens.cameras.CamerasCommand;
import dev.framelens.cli.broker.BrokerCommand;
import dev.framelens.cli.cluster.BundleCommand;
import dev.framelens.cli.cluster.ClusterCommand;
import dev.framelens.cli.config.ConfigCommand;
import dev.framelens.cli.demo.DemoCommand;
import dev.framelens.cli.diff.DiffCommand;
import dev.framelens.cli.doctor.DoctorCommand;
import dev.framelens.cli.job.RunCommand;
import dev.framelens.cli.models.ModelsCommand;
import dev.framelens.cli.pictures.ClassifyCommand;
import dev.framelens.cli.pictures.DetectCommand;
import dev.framelens.cli.pictures.EvaluateCommand;
import dev.framelens.cli.submit.CancelCommand;
import dev.framelens.cli.submit.StopCommand;
import dev.framelens.cli.submit.SubmitCommand;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.commandline.FramelensCommand;
import dev.framelens.model.ModelException;
import dev.framelens.wall.WallCommand;
import dev.framelens.wall.tail.TailCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** All commands. */
@Command(
    subcommands = {
      DemoCommand.class,
      ClassifyCommand.class,
      DetectCommand.class,
      EvaluateCommand.class,
      ModelsCommand.class,
      CamerasCommand.class,
      BrokerCommand.class,
      RunCommand.class,
      BenchCommand.class,
      ClusterCommand.class,
      SubmitCommand.class,
      StopCommand.class,
      CancelCommand.class,
      BundleCommand.class,
      DoctorCommand.class,
      DiffCommand.class,
      ConfigCommand.class,
      WallCommand.class,
      TailCommand.class
    })
public final class Framelens extends FramelensCommand {
  public static void main(String[] arguments) {
    System.exit(framelens().execute(arguments));
  }

  static CommandLine framelens() {
    return new Framelens()
        .commandLine(
            failure -> failure instanceof FramelensException || failure instanceof ModelException);
  }
}
