package dev.framelens.wall;

import dev.framelens.contract.commandline.FramelensCommand;
import dev.framelens.wall.tail.TailCommand;
import picocli.CommandLine.Command;

/** What {@code framelens wall} and {@code framelens tail} start, and nothing else. */
@Command(subcommands = {WallCommand.class, TailCommand.class})
public final class WallMain extends FramelensCommand {
  public static void main(String[] arguments) {
    System.exit(new WallMain().commandLine().execute(arguments));
  }
}
