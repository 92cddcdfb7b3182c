package dev.framelens.runtime.console;

import dev.framelens.contract.FramelensException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether a disk has room, asked before a process starts that could not even say that it has none.
 */
public final class DiskSpace {
  private DiskSpace() {}

  /**
   * Refuses a disk with too little room.
   *
   * @param folder that need not be there yet
   * @param mebibytes that are needed
   * @throws FramelensException where less is free
   */
  public static void require(Path folder, long mebibytes) {
    Path there = folder.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    long free;
    try {
      free = Files.getFileStore(there).getUsableSpace() >> 20;
    } catch (IOException unknown) {
      return; // what cannot be told is not refused
    }
    if (free < mebibytes) {
      throw new FramelensException(
          "%d MiB of disk are free at %s (expected: at least %d)"
              .formatted(free, folder, mebibytes));
    }
  }
}
