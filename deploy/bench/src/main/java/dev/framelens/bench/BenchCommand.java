package dev.framelens.bench;

import dev.framelens.bench.bridge.BridgeCommand;
import dev.framelens.bench.scaling.ScalingCommand;
import dev.framelens.bench.slo.SloCommand;
import dev.framelens.bench.tradeoff.TradeoffCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups the measurements. */
@Command(
    name = "bench",
    description = "Measure on this machine what the job costs.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      StagesCommand.class,
      PartsCommand.class,
      ScalingCommand.class,
      SloCommand.class,
      BridgeCommand.class,
      TradeoffCommand.class,
      TableCommand.class
    })
public final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Missing command (expected: stages, parts, scaling, slo, bridge, tradeoff or table)");
  }
}
