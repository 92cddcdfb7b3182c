package dev.framelens.bench.tradeoff;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Bytes of this process in memory, as Linux counts them; empty on other systems. */
final class ResidentMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final long KIBIBYTE = 1024;

  private ResidentMemory() {}

  static OptionalLong now() {
    return bytes("VmRSS:");
  }

  /** The most that it was. */
  static OptionalLong peak() {
    return bytes("VmHWM:");
  }

  private static OptionalLong bytes(String key) {
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith(key))
          .mapToLong(line -> KIBIBYTE * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst();
    } catch (IOException notLinux) {
      return OptionalLong.empty();
    }
  }
}
