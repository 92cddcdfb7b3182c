package dev.framelens.cameras;

import dev.framelens.contract.commandline.FramelensCommand;
import picocli.CommandLine.Command;

/** The bridge as a program of its own: what {@code framelens cameras} starts, and nothing else. */
@Command(subcommands = CamerasCommand.class)
public final class CamerasMain extends FramelensCommand {
  public static void main(String[] arguments) {
    System.exit(new CamerasMain().commandLine().execute(arguments));
  }
}
