package dev.framelens.model.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What this machine's processor says of itself.
 *
 * @param name such as {@code AMD EPYC 9654 (family 25, model 17)}: clouds leave the number out; the
 *     architecture where the machine tells no more
 * @param flags of its instruction sets, as Linux names them; none where the machine does not tell
 */
public record Processor(String name, Set<String> flags) {
  private static final Path CPUINFO = Path.of("/proc/cpuinfo");

  public static Processor ofThisMachine() {
    try (Stream<String> lines = Files.lines(CPUINFO)) {
      return parse(lines.toList());
    } catch (IOException notLinux) {
      return parse(List.of());
    }
  }

  /** Whether it multiplies bfloat16 in hardware: AVX512_BF16 or AMX (oneDNN's two ways on x86). */
  public boolean hasBfloat16() {
    return flags.contains("avx512_bf16") || flags.contains("amx_bf16");
  }

  static Processor parse(List<String> cpuinfo) {
    String name = value(cpuinfo, "model name");
    String family = value(cpuinfo, "cpu family");
    String flags = value(cpuinfo, "flags");
    return new Processor(
        name.isEmpty()
            ? System.getProperty("os.arch")
            : family.isEmpty()
                ? name
                : "%s (family %s, model %s)".formatted(name, family, value(cpuinfo, "model")),
        Set.of(flags.split(" +", -1)));
  }

  private static String value(List<String> cpuinfo, String key) {
    return cpuinfo.stream()
        .filter(line -> line.contains(":"))
        .filter(line -> line.substring(0, line.indexOf(':')).strip().equals(key))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("");
  }
}
