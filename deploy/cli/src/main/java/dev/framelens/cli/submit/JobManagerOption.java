package dev.framelens.cli.submit;

import dev.framelens.contract.FramelensException;
import dev.framelens.contract.commandline.WrongUse;
import dev.framelens.runtime.cluster.ClusterHome;
import dev.framelens.runtime.cluster.ClusterNote;
import dev.framelens.runtime.cluster.RestAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which Flink is meant. */
@Command
public final class JobManagerOption {
  @Option(
      names = "--jobmanager",
      paramLabel = "HOST:PORT",
      description =
          "REST address of the Flink cluster (default: the one that `framelens cluster start`"
              + " started).")
  private @Nullable String address;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /**
   * {@code HOST:PORT}.
   *
   * @throws FramelensException where none is given and no local cluster runs
   */
  public String address() {
    if (address == null) {
      return ClusterHome.standard()
          .running()
          .map(ClusterNote::jobManager)
          .orElseThrow(
              () ->
                  new FramelensException(
                      "No local cluster runs (expected: one of `framelens cluster start`, or"
                          + " --jobmanager HOST:PORT)"));
    }
    String said = address;
    return WrongUse.of(command, () -> RestAddress.parse(said)).toString();
  }
}
