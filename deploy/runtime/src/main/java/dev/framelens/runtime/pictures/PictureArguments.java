package dev.framelens.runtime.pictures;

import dev.framelens.contract.FramelensException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The files that a command is told to look at. */
public final class PictureArguments {
  private PictureArguments() {}

  /**
   * Stops before a model is opened for nothing.
   *
   * @throws FramelensException where none of the files can be read, naming each
   */
  public static void requireAny(List<Path> files) {
    if (files.stream().noneMatch(file -> Files.isRegularFile(file) && Files.isReadable(file))) {
      throw new FramelensException(
          files.stream()
              .map(file -> "%s cannot be read (expected: a JPEG or PNG file)".formatted(file))
              .collect(Collectors.joining("; ")));
    }
  }
}
