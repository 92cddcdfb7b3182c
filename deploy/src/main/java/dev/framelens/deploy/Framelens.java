package dev.framelens.deploy;

import dev.framelens.deploy.bench.BenchCommand;
import dev.framelens.deploy.broker.BrokerCommand;
import dev.framelens.deploy.bundle.BundleCommand;
import dev.framelens.deploy.cameras.CamerasCommand;
import dev.framelens.deploy.cluster.ClusterCommand;
import dev.framelens.deploy.demo.DemoCommand;
import dev.framelens.deploy.doctor.DoctorCommand;
import dev.framelens.deploy.job.RunCommand;
import dev.framelens.deploy.models.ModelsCommand;
import dev.framelens.deploy.pictures.ClassifyCommand;
import dev.framelens.deploy.pictures.DetectCommand;
import dev.framelens.deploy.pictures.EvaluateCommand;
import dev.framelens.deploy.submit.CancelCommand;
import dev.framelens.deploy.submit.StopCommand;
import dev.framelens.deploy.submit.SubmitCommand;
import dev.framelens.model.FramelensException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The command line. Exit 0: done; 1: the work failed; 2: wrong use. */
@Command(
    name = "framelens",
    description = "Tags live camera streams with MobileNet on Kafka and Flink.",
    mixinStandardHelpOptions = true,
    versionProvider = Framelens.Version.class,
    synopsisSubcommandLabel = "COMMAND",
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
      DoctorCommand.class
    })
public final class Framelens implements Runnable {

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Print stack traces with errors.")
  private boolean verbose;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    var framelens = new Framelens();
    return new CommandLine(framelens)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Framelens::reportWrongUse)
        .setExecutionExceptionHandler(framelens::report);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }

  private static int reportWrongUse(ParameterException wrongUse, String[] arguments) {
    CommandLine command = wrongUse.getCommandLine();
    PrintWriter err = command.getErr();
    err.printf(
        "framelens: %s; see %s --help%n",
        wrongUse.getMessage(), command.getCommandSpec().qualifiedName());
    err.flush();
    return ExitCode.USAGE;
  }

  private int report(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (verbose) {
      failure.printStackTrace(err);
    } else if (failure instanceof FramelensException) {
      err.println("framelens: " + failure.getMessage());
    } else {
      err.printf("framelens: %s (--verbose shows where)%n", failure);
    }
    err.flush();
    return ExitCode.SOFTWARE;
  }

  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Framelens.class.getPackage().getImplementationVersion();
      return new String[] {"framelens " + (version == null ? "(unpackaged)" : version)};
    }
  }
}
